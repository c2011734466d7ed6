# Курс «Россия – мои горизонты»: напоминания, ответы, /lessons.

lesson-sample = (пример)

# Накануне или утром
lesson-slot-today = Сегодня, { $day }, «Россия – мои горизонты».
lesson-slot-tomorrow = Завтра, { $day }, «Россия – мои горизонты».
lesson-slot-later = «Россия – мои горизонты»: { $day }.
lesson-slot-lesson = { $name } — { $time }, занятие { $number }.
lesson-slot-lesson-no-time = { $name } — занятие { $number }.
lesson-slot-topic = Тема: { $title }
lesson-slot-link = Материалы: { $link }
lesson-slot-topic-of = Занятие { $number }: { $title }

# После последнего занятия
lesson-question = «Россия – мои горизонты», { $day }: { $names }. Всё прошло?
lesson-question-chase = Нет ответа о занятиях { $day }: { $names }. Всё прошло?
lesson-question-out-of-date = Список занятий изменился.
lesson-names-and = { $first } и { $last }
lesson-button-lessons-all-held = ✅ Да, все провели
lesson-button-lesson-held = ✅ Провели
lesson-button-lesson-otherwise = { $name } иначе
lesson-button-lessons-by-class = Отметить по классам

# Ответ
lesson-answered-held = Отмечено: { $names }.
lesson-answered-early = { $name }: занятие { $number } проведено раньше срока, { $day }.
lesson-answered-moved = Перенесено: { $names }.
lesson-answered-moved-one = { $name } на { $day }
lesson-answered-cancelled = Не было: { $names }.
lesson-answered-cancelled-one = { $name } ({ $reason })
lesson-answered-undone = Отметка снята: { $names }.
lesson-answered-next = Следующее занятие { $day }.
lesson-answered-waiting = Нет ответа: { $names }.
lesson-answered-by = Отметка: { $who }, { $when }
lesson-answered-by-for = Отметка: { $who }, { $when } · педагог: { $teacher }
lesson-answered-nothing = Отмечать нечего.
lesson-toast-already = Уже отмечено
lesson-toast-changed = Занятия изменились, показано новое
lesson-button-fix = Исправить
lesson-button-lessons-held-by = ✅ { $names } провели
lesson-button-lessons-rest-held = ✅ Остальные провели

lesson-reason-exam = экзамен
lesson-reason-room = нет кабинета
lesson-reason-substitute = замены не нашлось
lesson-reason-event = другое мероприятие
lesson-reason-timetable = перенос расписания
lesson-button-reason-exam = Экзамен
lesson-button-reason-room = Нет кабинета
lesson-button-reason-substitute = Замены не нашлось
lesson-button-reason-event = Другое мероприятие
lesson-button-reason-timetable = Перенос расписания

# День, карточка занятия
lesson-day-title = <b>Занятия { $day }</b>
lesson-day-title-week = <b>Занятия недели до { $day }</b>
lesson-day-title-overdue = <b>Нет ответа</b>
lesson-day-line = { $name } — { $state }
lesson-day-line-dated = { $name }, { $day } — { $state }
lesson-day-empty = Занятий нет.

lesson-state-held = провели
lesson-state-held-on = провели { $day }
lesson-state-before = провели, до подключения
lesson-state-moved = перенесли на { $day }
lesson-state-moved-late = перенесли на { $day }, нет ответа
lesson-state-cancelled = не было: { $reason }
lesson-state-unanswered = нет ответа
lesson-state-ahead = впереди
lesson-state-set-aside = до подключения, не отмечается

lesson-card-title = <b>{ $name }, занятие { $number }</b>
lesson-card-day = { $day }
lesson-card-day-time = { $day }, { $time }
lesson-card-topic = Тема: { $title }
lesson-card-state = Состояние: { $state }
lesson-card-present = Присутствовали: { $count }
lesson-button-lesson-moved = Перенесли
lesson-button-lesson-another-day = Другой день
lesson-button-lesson-cancelled = Не было
lesson-button-lesson-assign-day = Назначить другой день
lesson-button-lesson-present = Число учеников
lesson-button-lesson-undo = ↩️ Отменить отметку

lesson-move-ask = На какой день перенести занятие { $number } у { $name }?
lesson-extra-ask = { $name }: не всем занятиям хватило дней. Когда провести ещё одно?
lesson-extra-added = { $name }: занятие { $number } назначено на { $day }.
lesson-move-typed = Напишите день, например «12 октября» или «12.10».
lesson-present-typed = Сколько учеников было на занятии { $name }? Напишите число. Это необязательно.
lesson-cancel-ask = Почему не было занятия { $number } у { $name }?
lesson-button-together = Вместе с занятием { $number }, { $day }
lesson-button-day-typed = Написать день

# /lessons педагога
lesson-own-title = <b>«Россия – мои горизонты»</b>
lesson-own-held = Проведено занятий: { $month } — { $held }, за год — { $year }.
lesson-own-outings = Экскурсии и пробы: { $month } — { $now }, за год — { $outings }. Часов за год: { $hours }.
lesson-button-own-file = Скачать xlsx
lesson-button-past-file = За прошлый год
lesson-own-class = <b>{ $name }</b> — { $done } из { $of }
lesson-own-next = следующее { $day }, занятие { $number }
lesson-own-unanswered = нет ответа: { $days }
lesson-own-before = до подключения без отметки: { $count }
lesson-own-finished = занятий впереди нет
lesson-own-empty = У вас пока нет классов. Класс назначает координатор школы, или отметьте свои в настройках.
lesson-button-own-today = ✅ Сегодня все провели

lesson-class-title = <b>{ $name }</b> · «Россия – мои горизонты»
lesson-class-totals = Проведено { $done } из { $of }
lesson-class-before = до подключения { $count }
lesson-class-moved = перенесено { $count }
lesson-class-cancelled = не было { $count }
lesson-class-unanswered = нет ответа { $count }
lesson-class-without-day = Не хватило дней для занятий: { $count }.
lesson-class-line = { $number }. { $day } — { $state }
lesson-class-empty = Занятий в этом учебном году нет.
lesson-button-class-early = ✅ Занятие { $number } провели раньше
lesson-button-class-extra = Назначить день для занятия
lesson-button-class-before = Занятия до подключения

lesson-before-ask = { $name }: до подключения к боту { $count ->
        [one] прошло { $count } занятие
        [few] прошло { $count } занятия
       *[many] прошло { $count } занятий
    }. Что с ними?
lesson-before-ask-all = { $classes ->
        [one] У { $classes } класса
       *[other] У { $classes } классов
    } есть занятия до подключения к боту, всего { $count }. Что с ними?
lesson-before-held = Записано как проведённые до подключения: { $count }.
lesson-before-skipped = Занятия до подключения не отмечаются.
lesson-button-before-held = Провели
lesson-button-before-skip = Не отмечать

# /lessons координатора
lesson-week-title = <b>{ $school }</b>
lesson-week-held = { $day }: провели { $held ->
        [one] { $held } класс
        [few] { $held } класса
       *[many] { $held } классов
    } из { $of }.
lesson-week-moved = Перенесли: { $names }.
lesson-week-cancelled = Не было: { $names }.
lesson-week-missing = Нет ответа: { $names }.
lesson-week-ahead = { $day }: занятия впереди у { $count ->
        [one] { $count } класса
       *[many] { $count } классов
    }.
lesson-week-still = Впереди: { $names }.
lesson-week-nothing = { $day }: занятий на этой неделе нет.
lesson-week-earlier = С прошлых недель без ответа: { $count }.
lesson-week-before = Есть занятия до подключения: { $count ->
        [one] { $count } класс
        [few] { $count } класса
       *[many] { $count } классов
    }.
lesson-week-no-classes = <b>{ $school }</b>
    Классов пока нет, поэтому нет и занятий.
lesson-button-week-earlier = Без ответа с прошлых недель
lesson-button-week-classes = Классы: итоги
lesson-button-week-mine = Мои классы
lesson-button-week-list = По классам
lesson-button-week-previous = ⬅️ { $day }
lesson-button-week-following = { $day } ➡️
lesson-button-lessons = К занятиям
lesson-button-set-classes = Вписать классы

lesson-classes-totals-title = <b>Итоги по классам</b>

# /lessons администратора
lesson-count-title = <b>«Россия – мои горизонты»</b>, неделя до { $day }
lesson-count-total = Школ { $schools } · занятий { $lessons }
lesson-count-line = { $place }. { $name }: { $held } из { $of }
lesson-count-held = провели { $count }
lesson-count-moved = перенесли { $count }
lesson-count-cancelled = не было { $count }
lesson-count-unanswered = нет ответа { $count }
lesson-count-ahead = впереди { $count }
lesson-count-empty = На этой неделе занятий нет.

doubt-vacations_unknown = Каникулы этого учебного года ещё не опубликованы: дни занятий могут сдвинуться.
doubt-vacation_inverted = Каникулы заканчиваются раньше, чем начинаются: { $opens }.
doubt-vacation_short = Каникулы короче недели: { $opens } – { $until }.
doubt-vacation_outside = Каникулы вне учебного года: { $opens } – { $until }.
doubt-vacation_overlap = Каникулы пересекаются: { $opens } – { $until }.
doubt-course_too_long = Не все занятия помещаются в учебный год: классов { $classes }, не хватает дней { $lessons }.

refusal-no-past-lessons = За прошлый учебный год отметок ваших занятий нет.
refusal-lesson-stale = Занятие только что изменилось. Откройте его ещё раз: /lessons
refusal-lesson-not-answered = { $name }: отметки нет, отменять нечего.
refusal-lesson-correction-late = { $name }: прошло больше недели. Отметку исправит координатор школы.
refusal-lesson-day-outside-year = Этот день вне учебного года. Выберите другой.
refusal-lesson-day-unclear = День не понят. Напишите, например, «12 октября» или «12.10».
refusal-lesson-not-next = { $name }: раньше этого занятия есть другое. Отметьте сначала его.
refusal-lesson-present = Напишите число от 0 до { $most }.
refusal-lesson-every-has-day = { $name }: у всех занятий уже есть день.

lesson-plain = { $text }
lesson-weekday-day = { $weekday }, { $day }
lesson-weekday-0 = Понедельник
lesson-weekday-1 = Вторник
lesson-weekday-2 = Среда
lesson-weekday-3 = Четверг
lesson-weekday-4 = Пятница
lesson-weekday-5 = Суббота
lesson-weekday-6 = Воскресенье

lesson-month-1 = январь
lesson-month-2 = февраль
lesson-month-3 = март
lesson-month-4 = апрель
lesson-month-5 = май
lesson-month-6 = июнь
lesson-month-7 = июль
lesson-month-8 = август
lesson-month-9 = сентябрь
lesson-month-10 = октябрь
lesson-month-11 = ноябрь
lesson-month-12 = декабрь

lesson-file-title = «Россия – мои горизонты», { $year }/{ $next } учебный год
lesson-file-sheet = Занятия
lesson-file-day = Дата
lesson-file-school = Школа
lesson-file-class = Класс
lesson-file-number = №
lesson-file-topic = Тема
lesson-file-outcome = Итог
lesson-file-present = Учеников
lesson-file-total = Проведено
lesson-file-sum = { $held } из { $of } занятий, { $outings } { $outings ->
        [one] экскурсия или проба
        [few] экскурсии и пробы
       *[many] экскурсий и проб
    }, { $hours } { $hours ->
        [one] час
        [few] часа
       *[many] часов
    }
lesson-file-outings = Экскурсии и пробы
lesson-file-kind = Что было
lesson-file-place = Где
lesson-file-hours = Часов
lesson-file-name = Мои занятия { $name } { $day }.xlsx
lesson-file-caption = Занятия «Россия – мои горизонты» за учебный год. Проведено: { $held }.
lesson-file-caption-past = Занятия «Россия – мои горизонты» за { $year }/{ $next } учебный год. Проведено: { $held }.
