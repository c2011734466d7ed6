# Условия в словах плана: какие это школы. Кому достанется пункт: выбор школ, матрица.

condition-members = { $has ->
    [no] не участвуют: «{ $name }»
   *[yes] участвуют: «{ $name }»
 }
condition-word = { $name } школы
condition-level = уровень { $name } часов
condition-named = названы: { $name }
condition-project = { $has ->
    [no] не участники проекта
   *[yes] участники проекта
 }
condition-count = школ в плане названо: { $name }
condition-except = кроме: { $name }

conditions-title = Условия в словах плана. Отметьте, какие это школы: ответ действует для всех пунктов с этими словами.
conditions-none = Условий в этом плане нет: пункты для школ получают все школы.
condition-line = { $place }. { $mark }{ $words }
condition-line-more = { "    " }пункты: { $rows } · { $open ->
    [yes] не сказано, какие школы
   *[no] школ: { $schools }
 }
condition-rows-more = { $rows } и ещё { $count }
conditions-later = Пока ответа нет, такой пункт получают все школы.

pick-condition = Какие школы: <b>{ $words }</b>
pick-condition-rows = Так сказано здесь: { $rows }.
pick-row = <b>{ $name }</b>
    Кому этот пункт? Задачи получат только отмеченные школы.
pick-row-running = <b>{ $name }</b>
    Кому этот пункт? Отмеченные школы получат задачи, у остальных открытые задачи будут сняты. Об этом скажет их ближайшая сводка.
pick-chosen = Отмечено школ: { $count } из { $all }
pick-on = ☑ { $name }
pick-off = ☐ { $name }
button-pick-done = Готово: { $count }
button-pick-everyone = Всем школам
button-pick-none = Снять все отметки
picked = Записано. Пункт получат школы: { $count } из { $all }.
picked-running = Записано. Изменено задач: { $changed }, узнают в сводке: { $told }.

button-conditions = Уточнить школы: { $count }
preview-conditions = ⚠️ Условий, по которым школы не определить: { $count }. Пока не сказано, такие пункты получают все школы.
button-matrix = Кто что получит
matrix-sheet = Матрица
matrix-file = Кто что получит.xlsx
matrix-how = Пункты и школы этого черновика. Число — сколько задач получит школа. Никто ещё ничего не получил.
matrix-doubt = проверить
matrix-heading-look = ⚠️
matrix-heading-number = №
matrix-heading-title = Мероприятие
matrix-heading-deadline = Срок
matrix-heading-served = Задач

row-condition = Условие: { $words }
row-unsettled = ⚠️ Условие: { $words }. Не сказано, какие это школы, и пункт получат все.
row-schools = Школы: { $served } из { $schools }
row-schools-chosen = Школы выбраны: { $served } из { $schools }
button-row-schools = Школы: { $served } из { $schools }
row-served = { $whom } ({ $served } из { $schools })
doubt-condition_in_words = условие стоит не в столбце ответственных: { $kind ->
    [members] { condition-members }
    [word] { condition-word }
    [level] { condition-level }
    [count] { condition-count }
   *[other] { condition-project }
 }
