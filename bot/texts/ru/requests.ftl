# Просьбы школы: перенос срока и вопрос управлению.

button-extend = Перенести срок
button-ask-question = Задать вопрос
extend-ask-day = Срок сейчас: { $day }. До какого дня перенести? Напишите, например «до 15 сентября».
extend-weekend = { $day } — выходной. Ближайший рабочий день — { $working }. Какой взять? Можно написать другой.
button-extend-working = Взять { $day }
button-extend-day = Оставить { $day }
extend-ask-reason = Перенос до { $day }. Почему? Напишите одной фразой: её увидит администратор.
extend-asked = Просьба о переносе отправлена. Пока действует прежний срок.
extend-granted-self = Срок перенесён.

card-extended = срок перенесён: до { $day }
card-wish-asked = Просите перенос до { $day }: ответа пока нет.
card-wish-asked-above = Школа просит перенос до { $day }: { $reason }
card-wish-declined = В переносе отказано (до { $day }).
card-question-waiting = Вопрос без ответа: { $text }
card-question-answered = Вопрос: { $text }
    Ответ: { $answer }

push-extension = { $place } просит перенести срок: { $name }
push-extension-days = Сейчас { $old }, просят до { $new }.
push-extension-reason = Причина: { $reason }
push-extension-by = Просит: { $who }
button-grant = ✅ Разрешить
button-refuse = Отказать
push-granted = Срок перенесён до { $day }: { $name }
push-declined = В переносе отказано (до { $day }): { $name }. Действует прежний срок.

question-ask = Что спросить? Одной-двумя фразами, до { $limit } знаков. Ответ придёт сюда и останется в карточке.
question-asked = Вопрос отправлен. Ответ придёт сообщением и останется в карточке.
push-question = Вопрос: { $place }, { $name }
push-question-text = «{ $text }»
push-question-by = Спрашивает: { $who }
push-answer = Ответ: { $text }
push-answered = Ответ на ваш вопрос: { $name }
question-published = Ответ видят все школы: { $organisation }.
button-answer = Ответить
button-publish = Показать всем школам
answer-ask = Напишите ответ, до { $limit } знаков. Школа получит его сообщением.
toast-granted = Срок перенесён
toast-declined = Отказ отправлен
toast-published = Ответ видят все ваши школы

refusal-not-later = Новый срок должен быть позже нынешнего.
refusal-no-day-to-move = У этого пункта нет дня, который можно перенести.
refusal-nobody-above = Некого спросить: администратор ещё не подключён.
refusal-already-decided = Ответ на эту просьбу уже дан.
refusal-already-answered = На этот вопрос уже ответили.
