# Поручения вне плана: «письмо дня».

letters-plan = Вне плана
letters-column-title = Мероприятие
letters-column-deadline = Срок

letter-question = Это поручение?
    <b>{ $title }</b>
letter-day = Срок: { $day }. Кому?
letter-several = Дней в тексте несколько. Какой из них срок?
letter-past = День «{ $day }» уже прошёл. До какого дня теперь?
letter-impossible = Такого дня нет: «{ $words }». До какого дня?
letter-ask-day = <b>{ $title }</b>
    До какого дня? Напишите, например, «до 27 ноября».
letter-file = Файл: { $file }. Он останется при поручении.
letter-file-plan = Если это план, пришлите его без подписи.
refusal-file-gone = Файла больше нет в Telegram. Попросите прислать его ещё раз.
letter-file-sent = Файл письма: { $file }
letter-names = Похоже на список людей. Имён детей в поручении быть не должно.
letter-until = до { $day }
letter-span = с { $opens }, по { $due }
letter-home = В какой организации?
letter-tags = Школам с какой меткой?
letter-some = Отметьте школы.
letter-some-chosen = Отмечено школ: { $n }.

button-letter-make = Сделать поручением
button-letter-day = Другой срок
button-letter-self = Себе
button-letter-all = Всем школам: { $n }
button-letter-tag-list = По метке
button-letter-some = Выбрать школы
button-letter-tag = { $tag }: { $n }
button-letter-send = Поручить школам: { $n }
button-letter-tick = ✓ { $name }
button-letter-before = ⬅️ Раньше
button-letter-after = Дальше ➡️
button-letter-more = 👤 Назначить
button-letter-cancel = Отменить поручение
button-letter-cancel-yes = Да, отменить

letter-given = Записано вне плана: <b>{ $name }</b>, { $day }.
letter-given-person = Кому: { $who }
letter-given-schools = Школам: { $n }.
letter-told = { $n ->
        [one] Сообщение уйдёт { $n } человеку.
       *[other] Сообщение уйдёт { $n } людям.
    }
letter-untold = Сообщать некому: в этих школах пока нет координатора в боте.
letter-cancel-ask = Отменить поручение «{ $name }»? Открытых задач { $open }, они уйдут из списков.
letter-cancel-done = Уже отмеченных { $done }, они останутся в отчёте.
letter-cancelled = Поручение «{ $name }» отменено.

letter-push = Новое поручение вне плана:
