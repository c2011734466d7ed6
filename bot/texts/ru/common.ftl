# Слова, которые встречаются во всех разговорах.

button-back = ⬅️ Назад
button-cancel = Отмена
button-menu = В меню
button-more = Ещё
button-skip = Пропустить
button-open = Открыть

working-toast = Минуту
cancelled = Хорошо, отменено.
nothing-to-cancel = Отменять нечего.
unknown-text = Это сообщение не понято. Ниже — то, что бот умеет.

failure = Что-то сломалось на стороне бота. Ваше сообщение сохранено, ошибка записана. Попробуйте ещё раз через минуту.

refusal-unknown = Так не получится. Откройте меню: /start
refusal-no-access = Нет доступа. Откройте своё меню: /start
refusal-stale = Эта кнопка из старого сообщения: с тех пор всё изменилось. Откройте список заново: /measures

button-page-before = ◀️ Раньше
button-page-after = Дальше ▶️
