# Сроки, прошедшие до запуска плана: экран школы.

past-title = { $organisation } · сроки до подключения
past-words = Отмечено как сделанное: { $done } из { $count }. Снимите отметку с того, что не сделано.
past-row-done = { $place }. ☑ { $name } — { $day }
past-row-open = { $place }. ☐ { $name } — { $day }
button-past-done = Готово: сделано { $done } из { $count }
button-past-later = Позже
past-nothing = { $organisation }: отмечать больше нечего.
past-was-answered = { $organisation }: ответ о прошедших сроках уже есть. Исправить пункт можно из его карточки.
past-answered = { $organisation }: выполнено до подключения — { $done }.
past-left = Остались просроченными: { $left }
button-past-waiting = Прошедшие сроки: { $organisation }
refusal-past-answered = О прошедших сроках уже ответили. Исправить пункт можно из его карточки: /measures
