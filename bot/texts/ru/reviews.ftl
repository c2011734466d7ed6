# На проверке: принять или вернуть отметку.

reviews-title = <b>На проверке: { $number }</b>
reviews-none = На проверке ничего нет.
review-button-all = ✅ Принять все: { $number }
review-button-all-yes = Да, принять
review-ask-all = { $number ->
    [one] Принять { $number } отметку сразу?
    [few] Принять { $number } отметки сразу?
   *[many] Принять { $number } отметок сразу?
}
review-accepted = Принято: { $number }.
review-until = Если вернуть, новый срок — { $day }.
review-until-none = У пункта нет дня: если вернуть, он снова станет открытым.
review-button-accept = ✅ Принять
review-button-back-proof = Вернуть: нет подтверждения
review-button-back-part = Вернуть: сделано не всё
review-button-back-day = Вернуть: не тот день
review-button-own = Вернуть иначе
review-button-card = Карточка
review-reason-proof = Нет подтверждения
review-reason-part = Сделано не всё
review-reason-day = Указан не тот день
review-ask-reason = Почему пункт возвращается? Напишите одной фразой: её увидит школа.
review-ask-day = К какому дню ждать? Напишите, например «до 15 сентября», или «да» — тогда { $day }.
review-returned = Пункт возвращён, новый срок { $day }. Школа узнает об этом сообщением.
review-returned-undated = Пункт возвращён и снова открыт. Школа узнает об этом сообщением.
review-ask-return = Прошу вернуть отметку: её нужно исправить.
toast-accepted = Принято
toast-asked-return = Отметка уже принята управлением. Просьба вернуть её отправлена
card-waiting = Отметка ждёт проверки управления.
mark-accepted = Принято: { $who }, { $when }
button-review = Принять или вернуть
push-returned = Пункт вернули: { $name }. Новый срок { $day }.
push-returned-undated = Пункт вернули: { $name }. Он снова открыт.
push-returned-reason = Причина: { $reason }

policy-on = «{ $title }»: отметки школ ждут проверки. Принять или вернуть их — «Состояние», «Проверить». В счёт они идут сразу, по дню выполнения.
policy-off = «{ $title }»: отметки школ окончательны сразу. Вернуть отметку можно из карточки.
policy-button-on = Считать отметки окончательными
policy-button-off = Проверять каждую отметку
button-policy = Проверка отметок

word-yes = да, ок, ага
refusal-day-off = { $day } — выходной. Ближайший рабочий день — { $working }: напишите его или другой.
refusal-stale-review = Отметка с тех пор изменилась. Откройте список заново: /status
