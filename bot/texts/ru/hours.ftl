# Часы профминимума, экскурсии и профессиональные пробы.

hours-title = <b>Часы · { $name }, { $year }/{ $next }</b>
hours-level = Уровень школы: { $level } часов.
hours-no-level = Уровень школы не выбран. Какой он?
hours-sample = Часы по направлениям — пример: управление может поставить свои.
hours-class = { $name }: { $total }{ $level ->
        [0] { "" }
       *[other] { " " }из { $level }
    }
hours-no-classes = Классов пока нет: их добавляют в «Занятиях».
hours-outing = { $words }
hours-class-title = <b>{ $name }: часов { $total }{ $level ->
        [0] { "" }
       *[other] { " " }из { $level }
    }</b>
hours-direction = { $name }: { $done }
hours-direction-of = { $name }: { $done } из { $required }
hours-button = ⏱ Часы
hours-button-add = ➕ Добавить часы
hours-button-norms = Сколько часов нужно
hours-button-undo = ↩️ Убрать последние часы
hours-which = По какому направлению были часы? Запишутся всем классам. Занятия по четвергам бот считает сам.
hours-which-class = По какому направлению были часы у { $name }? Занятия по четвергам бот считает сам.
hours-how-many = { $name }. Сколько часов? Напишите число.
hours-norm = { $name }: { $hours }
hours-norms = Сколько часов нужно на уровне { $level }. Всего по направлениям: { $total }.
    Нажмите строку, чтобы поставить своё число.
hours-norms-sample = Это пример: открытого источника с часами по направлениям нет.
hours-norm-ask = { $name }. Сколько часов? Напишите число.

direction-profile = Профильные классы
direction-subjects = Уроки
direction-course = «Россия – мои горизонты»
direction-practice = Экскурсии, пробы и практика
direction-additional = Дополнительное образование
direction-vocational = Профессиональное обучение
direction-parents = Работа с родителями
direction-outing = Одна экскурсия или проба

outing-excursion = экскурсия
outing-trial = проба
outing-button-excursion = 🚌 Экскурсия
outing-button-trial = 🛠 Проба
outing-day-excursion = Экскурсия. Когда?
outing-day-trial = Профессиональная проба. Когда?
outing-today = Сегодня
outing-yesterday = Вчера
outing-class = Какой класс?
outing-no-classes = Классов пока нет: их отмечают в настройках или добавляет координатор.
outing-number = Сколько было учеников?
outing-other-number = Другое число
outing-type-number = Сколько было учеников? Напишите число.
outing-place = Где были?
outing-other-place = Другое место
outing-type-place = Где были? Напишите место, без имён: «завод Ремдеталь», «колледж связи».
outing-place-plant = Предприятие
outing-place-college = Колледж
outing-place-university = Вуз
outing-place-museum = Музей
outing-place-centre = Центр занятости
outing-saved = Записано: { $kind }, { $name }, { $day }. { $place }, учеников: { $pupils }. Часов практики: +{ $hours }.
outing-undo = ↩️ Убрать запись
outing-undone = Запись убрана, часы тоже.
outing-line = { $kind } { $day }, { $name }: { $place }, учеников { $pupils }

word-hours = часы
word-excursion = экскурсия, экскурсии
word-trial = проба, профпроба, пробы
refusal-not-hours = Нужно целое число часов, до { $most }, а написано «{ $text }».
refusal-no-hours = Убирать нечего: часов здесь не записывали.
refusal-hours-school = Часы считаются по школам. Откройте школу: /status
refusal-not-pupils = Нужно число учеников, до { $most }, а написано «{ $text }».
refusal-bad-place = Напишите место, до { $most } знаков.
refusal-place-names = Похоже на имена. Напишите только место: «завод», «колледж связи».
