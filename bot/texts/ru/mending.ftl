# Правка строк плана словами и короткие имена.

button-row-mend = Исправить
mend-title = Что исправить? <b>{ $name }</b>
mend-button-day = Срок
mend-button-name = Короткое имя
mend-button-title = Название
mend-button-section = Раздел
mend-button-who = Ответственные
mend-button-result = Ожидаемый результат

mend-now-day = Срок в плане: «{ $text }»
mend-now-name = Сейчас: { $text }
mend-now-title = Сейчас: { $text }
mend-now-section = Сейчас: { $text }
mend-now-who = Ответственные по плану: { $text }
mend-now-result = Сейчас: { $text }

mend-ask-day = Напишите срок своими словами: «до 15 октября», «октябрь – ноябрь», «ежемесячно», «без даты».
    Слова плана останутся в карточке.
mend-ask-name = Напишите короткое имя, до 45 знаков. По нему пункт узнают в списках и напоминаниях.
mend-ask-title = Напишите название целиком.
mend-ask-section = Напишите название раздела.
mend-ask-who = Напишите, кто отвечает: «школы», «управление образования», «классные руководители».
    Слова плана останутся в карточке.
mend-ask-result = Напишите, каким должен быть результат.

mended-day = Записан срок: { $words }
mended-off = ⚠️ { $day } — нерабочий день. Ближайший рабочий: { $working }.
mended-name = Записано имя: { $name }
mended = Записано.

button-row-day = 📅 Назначить день
day-ask = Организаций с этим пунктом: { $count }. Напишите срок для всех: «15 октября», «с 1 по 10 марта».
    Об этом скажет их ближайшая сводка, выполненное останется выполненным.
day-set = Записан срок: { $words }. Изменено задач: { $tasks }, узнают в сводке: { $told }.

button-names = Короткие имена
names-title = { $title }
    Коротких имён: { $count }, стоит посмотреть: { $doubtful }
names-line = { $place }. { $name }
names-line-empty = { "    " }⚠️ имя ни о чём не говорит: { $title }
names-line-alike = { "    " }⚠️ похоже на другое: { $title }
names-line-cut = { "    " }обрезано: { $title }
names-line-fine = { "    " }{ $title }
names-ask = <b>{ $title }</b>
names-button-file = Все имена файлом xlsx
names-heading-place = Строка плана { $roadmap }
names-heading-number = №
names-heading-title = Мероприятие
names-heading-name = Коротко
names-sheet = Короткие имена
names-file = Короткие имена.xlsx
names-file-how = Исправьте столбец «Коротко» и пришлите файл сюда. Имя — до 45 знаков, в плане не повторяется. Остальные столбцы не меняйте.
names-taken = Имена записаны: { $count }
names-bad = Не взяты строки: { $count }
names-bad-no-row = строка { $line }: такой строки в плане нет
names-bad-empty = строка { $line }: имя пустое
names-bad-long = строка { $line }: длиннее 45 знаков — { $name }
names-bad-taken = строка { $line }: такое имя уже есть — { $name }

refusal-row-settled = План уже действует: так строку уже не исправить. Пришлите новую редакцию плана файлом.
refusal-deadline-not-understood = Срок не понят: «{ $text }». Напишите иначе, например «до 15 октября», или «без даты».
refusal-no-such-date = Такого дня нет: { $text }. Напишите иначе, например «до 28 февраля».
refusal-inverted-range = Конец раньше начала: { $text }. Напишите иначе, например «с 1 по 15 октября».
refusal-short-name-empty = Имя пустое. Напишите хотя бы слово.
refusal-short-name-long = Короткое имя — до { $limit } знаков, а здесь { $length }. Сократите.
refusal-short-name-taken = Такое имя в плане уже есть: «{ $name }». Напишите иначе.
refusal-text-empty = Здесь ничего не написано.
refusal-text-long = Слишком длинно: до { $limit } знаков.
refusal-not-running = У этого пункта сейчас нет задач, день назначать некому.
refusal-deadline-without-day = Здесь нет дня. Напишите, например, «15 октября».
