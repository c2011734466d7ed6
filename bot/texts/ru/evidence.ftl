# Подтверждения: что спрашивается после отметки, файлы, числа.

inquiry-order = Номер и дата приказа? Например: № 12-од от 1 сентября.
inquiry-link = Где это размещено? Пришлите ссылку целиком.
inquiry-file = Пришлите файл (pdf, docx, xlsx) или напишите одну-две фразы. Снимки бот не берёт.
inquiry-text = Что вышло? Одна-две фразы, без имён детей.
inquiry-pupils = Сколько обучающихся? Напишите число.
inquiry-all-pupils = Сколько обучающихся всего? Напишите число, процент бот посчитает сам.
inquiry-classes = Сколько классов? Напишите число.
inquiry-teachers = Сколько педагогов? Напишите число.
inquiry-all-teachers = Сколько педагогов всего? Напишите число, процент бот посчитает сам.
inquiry-parents = Сколько родителей? Напишите число.
inquiry-events = Сколько мероприятий? Напишите число.
inquiry-lessons = Сколько уроков? Напишите число.
inquiry-documents = Сколько документов? Напишите число.
inquiry-agreements = Сколько договоров и соглашений? Напишите число.
inquiry-programmes = Сколько программ и курсов? Напишите число.
inquiry-publications = Сколько публикаций? Напишите число.
inquiry-schools = Сколько школ? Напишите число, процент бот посчитает сам.
inquiry-last = В прошлом году { $n }.
inquiry-whole = Всего, по данным бота: { $n }.
inquiry-entries = В записях набралось { $n }.
button-entries-sum = { $n }, как в записях
button-proof-other = Другое

proof-file = файл «{ $name }», { $size }
proof-number = { $name }: { $n }
proof-growth = В прошлом году { $last }, прирост { $more }.
proof-percent = Это { $percent } % из { $whole }.
size-kilobytes = { $n } КБ
size-megabytes = { $n } МБ

button-files = 📎 Файлы: { $n }
button-file-whose = 📎 Это к пункту плана
file-whose = Файл «{ $name }». К какому пункту он относится?
file-line = { $place }. { $mark }{ $name }
file-no-tasks = Файл «{ $name }» приложить пока не к чему: пунктов у вас нет.
file-caption = 📎 { $words }
    { $name }

proof-stray-number = Это к пункту { $number } или новое поручение?
proof-stray-name = Это к пункту «{ $name }» или новое поручение?
button-proof-stray-number = К пункту { $number }
button-proof-stray-name = К этому пункту
button-proof-letter = Новое поручение

word-since = от
refusal-not-a-number = Нужно целое число, а написано «{ $text }». Если числа нет, нажмите «Пропустить»: пусто — это не ноль.
refusal-order-unreadable = Номера приказа не видно: «{ $text }». Напишите, например: № 12-од от 1 сентября.
refusal-order-without-day = Даты приказа не видно: «{ $text }». Напишите, например: № 12-од от 1 сентября.
refusal-no-pictures = Снимки бот не берёт: на них могут быть дети. Пришлите документ (pdf, docx, xlsx) или число.
refusal-no-files = К пункту «{ $name }» файл не нужен: это списки, согласия или диагностика обучающихся. Достаточно числа.
