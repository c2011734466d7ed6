# Файлы, которые не удалось прочитать: что, где, что сделать
refusal-empty-file = Файл «{ $name }» пустой. Пришлите файл с планом.
refusal-file-too-big = Файл «{ $name }» больше { $limit } МБ. Уберите из него картинки или сохраните только план.
refusal-file-not-fetched = Файл «{ $name }» не скачался: связь с Telegram прервалась. Пришлите его ещё раз.
refusal-picture = «{ $name }» — картинка, текста в ней нет. Пришлите docx, xlsx или pdf, сохранённый из Word.
refusal-unknown-format = Не знаю такого формата: «{ $name }». Пришлите план как docx, xlsx, pdf или txt.
refusal-damaged-file = Файл «{ $name }» повреждён или скачан не до конца. Откройте его у себя, сохраните заново и пришлите.
refusal-password-protected = Файл «{ $name }» закрыт паролем. Снимите пароль и пришлите его снова.
refusal-unpacks-too-big = Файл «{ $name }» после распаковки занимает больше { $limit } МБ. Сохраните план отдельным файлом.
refusal-unsafe-xml = В файле «{ $name }» есть вставки, которых в документах Office не бывает. Сохраните его заново в Word или Excel и пришлите.
refusal-too-many-rows = В файле «{ $name }» больше { $limit } строк. Оставьте в нём только план.
refusal-too-many-columns = В файле «{ $name }» больше { $limit } столбцов. Оставьте в нём только план.
refusal-too-many-pages = В файле «{ $name }» больше { $limit } страниц. Оставьте в нём только план.
refusal-no-text-layer = Не вижу таблицы. В файле «{ $name }» { $pages ->
    [one] { $pages } страница-картинка
    [few] { $pages } страницы-картинки
   *[other] { $pages } страниц-картинок
 } без текста: похоже, это скан. Пришлите docx, xlsx или pdf, сохранённый из Word.
refusal-needs-docx = Старый формат doc здесь не прочитать: «{ $name }». Откройте файл в Word, сохраните как docx и пришлите.
refusal-no-table = Не вижу плана в файле «{ $name }»: нужна таблица, где есть мероприятия и сроки.
refusal-no-deadline-column = В таблице файла «{ $name }» нет столбца со сроками. Столбцы в нём: { $columns }. Добавьте столбец «Срок».
refusal-nothing-dated = В плане «{ $name }» нет ни одного срока с датой (строк: { $rows }). Впишите сроки хотя бы в часть строк.
refusal-school-year-unknown = В плане «{ $name }» не назван учебный год. Укажите его: например, 2026 для 2026/2027.
refusal-reading-too-long = Файл «{ $name }» не удалось прочитать за { $seconds } секунд. Разделите план на части.
refusal-reading-too-hungry = Файл «{ $name }» слишком сложный: не хватило памяти. Сохраните план отдельным файлом без картинок.
refusal-reading-failed = Файл «{ $name }» не удалось прочитать. Сохраните его заново как docx или xlsx и пришлите.

# Итог чтения в командной строке
import-summary = { $title }
    { $year } учебный год. Разделов: { $sections }, мероприятий: { $measures }.
    Срок понятен: { $dated }, без даты: { $undated }, не понят: { $lost }. Есть о чём спросить: { $doubtful }.
import-rejected = Не разобрано строк: { $rows }.
import-no-title = План без названия
import-row-doubt = { $number } «{ $name }»: { $words }
