# Отметки: после нажатия, «Когда это сделано?», причины, уровень, записи, подтверждения.

marked-in-time = ✅ { $what } выполнен. Отметка сегодня в { $time }, в срок.
marked-late = ✅ { $what } выполнен. Отметка сегодня в { $time }, с опозданием на { $days }.
marked-plain = ✅ { $what } выполнен. Отметка сегодня в { $time }.
marked-finished = ✅ { $what } завершён. Отметка сегодня в { $time }.
marked-measure-number = Пункт { $number }
marked-measure-name = Пункт «{ $name }»
marked-not-ours = { $what } отмечен «не про нас»: { $reason }. В счёт он не входит.
marked-unfulfilled = { $what } закрыт как невыполненный: { $reason }.

toast-already = Пункт уже отмечен { $when }
toast-already-plain = Пункт уже отмечен
toast-stale = Эта кнопка из старого сообщения. Показан пункт, как он есть сейчас
toast-undone = Отметка отменена
toast-level = Уровень { $hours } записан
toast-entry-undone = Запись отменена
toast-proof-undone = Подтверждение убрано
already-today = сегодня в { $time }
already-day = { $day }

ask-day = Срок пункта { $what } был { $day }. Когда это сделано?
ask-day-number = { $number }
ask-day-name = «{ $name }»
button-in-time = В срок, отметка позже
button-today = Сегодня
button-other-day = Другой день
ask-other-day = Когда это сделано? Выберите день или напишите, например «12 августа» или «вчера».

ask-level = Какой у школы уровень?
level = { $hours }

ask-not-ours = Почему { $what } не про вас?
ask-not-ours-number = пункт { $number }
ask-not-ours-name = пункт «{ $name }»
reason-notours-classes = Нет таких классов
reason-notours-project = Не участвуем в этом проекте
reason-notours-already = Уже участвуем, условие не наше
reason-notours-conditions = Нет лицензии или условий
reason-notours-other = Это делает другая организация
reason-own = Другая причина
ask-own-reason = Напишите причину одной фразой.

ask-failed = Почему { $what } не выполнен? Пункт закроется, причину увидит администратор.
reason-failed-people = Не хватило людей
reason-failed-time = Не успели к сроку
reason-failed-partner = Партнёр не ответил
reason-failed-cancelled = Мероприятие отменили
reason-failed-quarantine = Карантин в школе

entry-ask = Что записать? Одной строкой: день, число, слова. Например: «12 сентября, 25, экскурсия на завод». Хватит и чего-то одного; без дня — сегодня.
entry-made = Запись: { $entry }. Всего записей: { $n }.
entry-day = { $day }
entry-day-number = { $day }: { $number }
entry-day-words = { $day }: { $words }
entry-day-number-words = { $day }: { $number }, { $words }
button-repeat = Ещё раз: { $last }
button-entry-today = Просто сегодня
button-more-entry = ➕ Ещё запись
button-entry-undo = ↩️ Отменить запись

own-ask = В плане: «{ $words }». К какому дню сделаете вы? Напишите своими словами, например «до 28 февраля».
own-made = Записано: { $day }. Слова плана остаются в карточке.

proof-ask = Пришлите номер и дату приказа, ссылку, файл или одну-две фразы (до { $limit } знаков). Снимки бот не берёт.
    Имён детей не пишите: достаточно числа.
proof-ask-no-file = Пришлите число, ссылку или одну-две фразы (до { $limit } знаков). Файлы к этому пункту не нужны: в нём данные обучающихся.
proof-made = 📎 Записано: { $text }
proof-names = Похоже на список людей. Имён детей бот не хранит, достаточно числа. Что сделать?
button-proof-keep = Это не дети, сохранить
button-proof-again = Написать иначе
button-proof-undo = ↩️ Убрать подтверждение
refusal-bad-link = Это не похоже на ссылку: «{ $text }». Скопируйте адрес целиком, с https://
refusal-no-proof = Этого подтверждения уже нет.
refusal-empty-text = Напишите хотя бы слово.

own-ask-bare = День в плане не назван. К какому дню сделаете вы? Напишите своими словами, например «до 28 февраля».
