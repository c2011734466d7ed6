# Особые дни: выходные, рабочие и короткие дни, каникулы, карантин.

days-title = <b>Календарь: { $name }</b>
    { $year }/{ $next } учебный год
days-vacations = <b>Каникулы</b> { $of ->
        [own] (свои)
        [recommended] (рекомендация министерства)
       *[other] ({ $of })
    }
days-vacation = • { $days }
days-vacations-none = Каникулы этого года не заданы.
days-own = <b>Свои дни</b>
days-own-none = Своих выходных, переносов и карантина нет: действует производственный календарь России.
days-line = { $place }. { $kind }: { $days }
days-said = { $days }
days-line-note = { $line } — { $note }
days-above = <b>Задано районом или областью</b>
days-above-line = • { $kind }: { $days } ({ $of })
days-more = … и ещё { $count }
days-undecreed = ⚠️ Переносы выходных на { $year } год боту ещё не известны. Внесите их здесь: «Выходной», «Рабочий день» — или скажите тому, кто обслуживает бота.
days-range = { $opens } – { $until }

days-kind-off = выходной
days-kind-working = рабочий день
days-kind-short = короткий день
days-kind-vacation = каникулы
days-kind-quarantine = карантин

days-button-off = Выходной
days-button-working = Рабочий день
days-button-short = Короткий день
days-button-quarantine = Карантин
days-button-vacation = Каникулы
days-button-file = Таблица на год
days-button-year = { $from }/{ $to }
days-button-write = Записать
days-button-drop = Убрать
days-button-drop-vacations = Вернуть общие каникулы
days-button-open = 📅 Календарь

days-ask-off = Какой день или дни сделать выходными? Напишите, например: 12 мая, День республики
    Можно диапазоном — 26.10–28.10 — и несколько, каждый с новой строки. После запятой — пояснение.
days-ask-working = Какой день сделать рабочим? Напишите, например: 31.10, перенос с 2 ноября
days-ask-short = Какой день короткий? Напишите, например: 30.12
days-ask-quarantine = С какого по какое карантин? Напишите, например: 05.10–11.10
    Занятий в эти дни не будет, они перейдут на следующие недели.
days-ask-vacation = Напишите все каникулы учебного года, каждые с новой строки, например:
    26.10–03.11
    30.12–10.01
    27.03–04.04
    Список заменит прежний.

days-proposal = <b>{ $name }</b>, { $year }/{ $next }: записать?
days-proposal-nothing = <b>{ $name }</b>, { $year }/{ $next }: в таблице то же, что записано сейчас.
days-proposal-line = + { $kind }: { $days }
days-proposal-dropped = − { $kind }: { $days }
days-proposal-short = ⚠️ Каникулы короче недели: { $days }. Рекомендуют не меньше семи дней.
days-proposal-lessons = Занятий в эти дни: { $lessons }, классов: { $classes }. Непроведённые перейдут на следующие свободные дни, их напоминания — вместе с ними.
days-proposal-by-hand = Из них перенесено сюда вручную: { $count }. Им назначьте другой день сами: «Занятия».
days-proposal-off = Напоминания о сроках в выходной не приходят: до срока — раньше, после срока — позже.
days-proposal-working = В рабочий день напоминания и занятия идут как обычно.
days-proposal-vacation = Напоминания о сроках в каникулы приходят как обычно.
days-proposal-quarantine = Напоминания о сроках в карантин приходят как обычно.
days-proposal-short-day = Короткий день остаётся рабочим: бот его только показывает.

days-card = { $kind }: { $days }
days-card-drop = Если убрать, занятия и напоминания снова пойдут по общему календарю.

days-written = Записано. { $moved ->
        [0] Занятия не сдвинулись.
        [one] Сдвинулось { $moved } занятие.
        [few] Сдвинулось { $moved } занятия.
       *[many] Сдвинулось { $moved } занятий.
    }
days-written-later = Записано. Школ много: занятия сдвинутся в течение нескольких минут.
days-written-short = ⚠️ Не все занятия помещаются в учебный год, не хватает дней: { $count }. Назначить их можно в «Занятиях», в карточке класса.

days-file-name = Календарь { $name } { $year }-{ $next }.xlsx
days-file-stem = Календарь
days-file-sheet = Календарь
days-file-opens = С
days-file-until = По
days-file-kind = Что
days-file-note = Пояснение
days-file-caption = Впишите дни и пришлите таблицу сюда же. «Что»: выходной, рабочий день, короткий день, каникулы, карантин. Таблица заменит всё, что организация вписала на этот год; перед записью покажу, что изменится.

refusal-days-unclear = «{ $text }» — не понятно, какие это дни. Напишите, например, «12 мая» или «26.10–03.11».
refusal-days-inverted = «{ $text }»: конец раньше начала. Напишите сначала первый день.
refusal-days-outside = { $opens } – { $until } не в { $year }/{ $next } учебном году. Выберите другой год кнопкой под календарём.
refusal-days-many = { $opens } – { $until }: слишком длинный промежуток, можно не больше { $most } дней.
refusal-days-overlap = Дни пересекаются: { $one } и { $other }. Исправьте и пришлите ещё раз.
refusal-days-row = Строка { $row }: { $words }
refusal-days-kind = Строка { $row }: «{ $text }» — неизвестно, что это. Подойдут: выходной, рабочий день, короткий день, каникулы, карантин.
refusal-sheet-key = В таблице нет отметки, чья она: последний заголовок изменён. Скачайте таблицу ещё раз и впишите в неё.

word-days = календарь, каникулы, карантин
