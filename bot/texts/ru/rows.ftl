# Строки плана: страницы и карточка строки для администратора.

rows-title = { $title }
    { $view ->
        [odd] Неясные строки
        [info] Строки к сведению
        [undated] Строки без даты
       *[all] Строки
    } { $first }–{ $last } из { $count }
rows-none = { $view ->
    [odd] Неясных строк нет.
    [info] Строк к сведению нет.
    [undated] Строк без даты нет.
   *[all] Строк нет.
 }
row-line = { $place }. { $mark }{ $name }
row-line-more = { "    " }{ $deadline } · { $whom }
row-mark-doubtful = ⚠️{ " " }
row-numbered = { $number } · { $name }

button-view-all = Все: { $count }
button-view-odd = Неясные: { $count }
button-view-undated = Без даты: { $count }
button-view-info = К сведению: { $count }

whom-owner = { $kind ->
    [region] министерству
    [school] школе
    [institution] учреждению
   *[other] управлению
 }
whom-municipalities = районам
whom-schools = школам
whom-nobody = к сведению
whom-followed = к сведению, вы следите

row-card-title = <b>{ $title }</b>
row-section = Раздел: { $section }
row-deadline = Срок в плане: «{ $text }»
row-deadline-none = Срок в плане не указан
row-understood = Понято: { $words }
row-undated = Понято: без даты
row-as-needed = и по мере необходимости
row-turn-due = до { $day }
row-turn-span = с { $opens }, по { $day }
row-turn-opens = с { $opens }
row-turns-more = … всего { $count }
row-responsible = Ответственные по плану: { $text }
row-responsible-none = Ответственные по плану не названы
row-whom = Кому: { $whom }
row-whom-count = Кому: { $whom }, задач: { NUMBER($tasks, useGrouping: 0) }
row-result = Ожидаемый результат: { $text }
row-doubt = ⚠️ { $words }
doubt-unworded = строку стоит проверить

button-target-on = ☑ { $whom }
button-target-off = ☐ { $whom }
target-owner = { $kind ->
    [region] Министерству
    [school] Школе
    [institution] Учреждению
   *[other] Управлению
 }
target-municipalities = Районам
target-schools = Школам
button-row-fine = Здесь всё верно
button-follow = Следить за пунктом
button-unfollow = Не следить

refusal-not-for-information = По этому пункту уже есть задачи, следить за ним отдельно не нужно.
