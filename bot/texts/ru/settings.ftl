# Настройки человека.

settings-title = <b>Настройки</b>
settings-zone = Время: { $zone }, сейчас { $now }
settings-hour = Сводка приходит в { $hour }
settings-quiet = Бот молчит с { $begins } до { $ends }
settings-announce = О занятии { $on }: { $when }
announce-eve = накануне
announce-day = утром того же дня
announce-off = не сообщать
announce-hour = накануне, если первый урок до 8:45, иначе утром
announce-button-eve = Накануне
announce-button-day = Утром в тот же день
announce-button-off = Не сообщать
announce-button-hour = По времени урока

settings-button-zone = Город
settings-button-hour = Час сводки
settings-button-quiet = Тихие часы
settings-button-quiet_from = Молчать с { $begins }
settings-button-quiet_until = Молчать до { $ends }
settings-button-quiet-reset = Как у всех
settings-button-name = Имя
settings-button-privacy = Мои данные
settings-button-classes-of = Классы: { $name }
settings-button-own-of = Мои классы: { $name }
settings-button-classes = Классы
settings-button-own = Мои классы

settings-zone-ask = По какому времени присылать напоминания? Сроки остаются по времени организации.
settings-hour-ask = В котором часу присылать сводку? Ночью, в выходные и праздники бот молчит.
settings-quiet-ask = Бот молчит с { $begins } до { $ends }, в выходные и праздники. Тишину можно сделать длиннее.
settings-quiet_from-ask = С какого часа молчать вечером?
settings-quiet_until-ask = До какого часа молчать утром?
settings-announce-ask = Когда напоминать о занятии «Россия – мои горизонты»?
settings-name-ask = Напишите, как к вам обращаться. Сейчас: { $name }
settings-name-set = Теперь: { $name }

refusal-quiet-narrow = С { $begins } до { $ends } бот молчит всегда. Тишину можно только продлить: выберите час кнопкой.
refusal-quiet-whole = Так бот замолчит на весь день. Выберите другой час.
refusal-hour-quiet = В этот час бот молчит. Выберите другой час кнопкой.
