# Состояние плана и выгрузка.

status-head = <b>{ $organisation }</b>, { $years } · на { $day }
status-schools = Школ { $schools }, подключены { $joined }
status-nothing-due = Ни один срок ещё не наступил.
status-arrived = Наступило сроков { $number }: выполнено { $done } ({ $percent } %)
status-apart = { $parts }
status-parts = { $parts }
status-in-time = в срок { $number } ({ $percent } %)
status-late = позже { $number }
status-before = до подключения { $number }
status-overdue = Просрочено { $number }
status-today = ждут ответа { $number }
status-ahead = впереди { $number }
status-all-year = Весь год: { $number }, записей { $entries }
status-undated = Без даты: { $number }
status-not-ours = Не про нас: { $number }
status-unfulfilled = Не выполнено: { $number }
status-early = Сделано до срока или без него: { $number }
status-waiting = На проверке: { $number }
status-laggards = Отстают: { $parts }
status-laggard = { $row } — { $number ->
    [one] { $number } школа
    [few] { $number } школы
   *[many] { $number } школ
}

status-copies = Резервная копия: { $day }
status-copies-old = Резервная копия старая: { $day }. Скажите тому, кто обслуживает бота.
status-copies-none = Резервной копии пока нет.
status-copies-no-tool = Копии базы не делаются: на сервере нет pg_dump. Последняя: { $day }.
status-copies-refused = Копию базы сделать не удалось. Администратору сервера: python -m bot check. Последняя: { $day }.
status-copies-never = её ещё нет

status-button-places = По школам
status-button-rows = По пунктам
status-button-sections = По разделам
status-button-tasks = Пункты школы
status-button-reviews = Проверить: { $number }
status-button-wishes = Просьбы: { $number }
status-button-nudge = Напомнить отстающим
status-button-nudge-these = Напомнить этим школам
status-button-nudge-one = Напомнить школе
status-button-xlsx = Скачать xlsx
status-button-files = Другие отчёты
status-button-all-plans = Все планы вместе

status-places-head = <b>По школам</b>: выполнено из наступивших сроков
status-place = { $place }. { $name } — { $done } из { $arrived }{ $overdue ->
    [0] { "" }
   *[other] , просрочено { $overdue }
}{ $joined ->
    [no] , не подключена
   *[yes] { "" }
}
status-place-ahead = { $place }. { $name } — сроки впереди, открыто { $open }{ $joined ->
    [no] , не подключена
   *[yes] { "" }
}
status-place-empty = { $place }. { $name } — задач нет

status-rows-head-own = <b>По пунктам</b>: сколько сроков выполнено
status-rows-head = <b>По пунктам</b>: выполнили из тех, кого касается
status-row = { $place }. { $name }{ $number } — { $done } из { $all }{ $overdue ->
    [0] { "" }
   *[other] , просрочено { $overdue }
}
status-sections-head = <b>По разделам</b>: выполнено из наступивших сроков
status-section = { $place }. { $name } — { $done } из { $arrived }{ $overdue ->
    [0] { "" }
   *[other] , просрочено { $overdue }
}
status-section-ahead = { $place }. { $name } — сроки впереди
status-section-none = Без раздела
status-section-head = <b>{ $name }</b>
status-tasks-open = <b>{ $name }</b> · открытые пункты: { $number }
status-tasks-closed = <b>{ $name }</b> · закрытые пункты: { $number }
status-tasks-none = Пусто.
status-button-open = Открытые
status-button-closed = Закрытые

nudge-sent = { $schools ->
    [one] Напоминание получит { $schools } школа: { $when }.
    [few] Напоминание получат { $schools } школы: { $when }.
   *[many] Напоминание получат { $schools } школ: { $when }.
} Одно сообщение человеку, все его пункты сразу.
nudge-none = Новых напоминаний нет.
nudge-again = Уже напомнили: { $schools ->
    [one] { $schools } школа
    [few] { $schools } школы
   *[many] { $schools } школ
}. Чаще раза в день бот не пишет.
nudge-nobody-late = Никто не отстаёт, напоминать не о чем.
nudge-deaf = Писать некому, позвоните:
nudge-deaf-line = • { $name }
nudge-deaf-phone = • { $name }, { $phone }
nudge-deaf-more = и ещё { $number }
nudge-now = сейчас
nudge-at = { $day }, в { $time }
nudge-between = { $first }, последние — { $last }
status-row-head = <b>{ $name }</b>{ $number }
status-row-done = Выполнили { $done } из { $all }
status-row-done-own = Выполнено { $done } из { $all }
status-row-behind = Кто отстаёт:
status-row-place = • { $name }
status-row-dateless = Срока нет: { $names }
status-button-plans = Выбрать план: { $number }
status-plans-head = <b>Планы</b>
status-plan = { $place }. { $title } · { $years }
status-plan-of = { $place }. { $owner }: { $title } · { $years }
status-button-behind = Все, кто отстаёт: { $number }
status-behind-place = { $place }. { $name }
status-row-more = и ещё { $number }

refusal-no-such-plan = Действующего плана { $id } у организации { $organisation } нет. Без --roadmap в отчёт войдут все действующие планы.
refusal-report-too-big = Файл не собран: на него уходит слишком много времени или памяти. Возьмите часть — «Таблица xlsx с отбором» —.
refusal-nothing-chosen = В этот отбор не попал ни один пункт. Расширьте его и попробуйте снова.
refusal-no-such-place = Организации «{ $name }» в этом отчёте нет. Нужен её номер или короткое имя.
refusal-no-such-section = Раздела «{ $name }» в этих планах нет. Нужен его заголовок целиком.
refusal-export-no-folder = Папки «{ $folder }» нет. Создайте её или назовите другую в --out.
refusal-no-plans = Действующих планов пока нет. Когда план запустят, здесь появятся цифры.

export-file = { $organisation } { $day }
export-caption = { $organisation }: наступило сроков { $arrived }, выполнено { $done }, просрочено { $overdue }.

export-reading = Собираем таблицы: { $n } { $n ->
    [one] школа
    [few] школы
   *[many] школ
} из { $of }
export-writing = Пишем лист «{ $sheet }»
export-ready = Отчёт готов.
export-stopped = Отчёт не собран.
export-forms = <b>{ $name }</b>: план с исполнением и сроки. В каком виде?
export-forms-authority = <b>{ $name }</b>: отчёты. В каком виде?
export-button-xlsx = Таблица xlsx
export-button-docx = Документ docx
export-button-ics = Сроки в календарь (ics)

calendar-file = { $name }.ics
calendar-name = Сроки плана: { $name }
calendar-label = { $name }, { $label }
calendar-words = Срок в плане: { $words }
calendar-caption = Дней в файле: { $n }. Откройте его на телефоне или в Outlook: сроки встанут в календарь на весь день. Когда сроки меняются, скачайте файл ещё раз.
refusal-calendar-empty = Открытых пунктов с датой нет: календарь был бы пустым.
