# Планы: загрузка, предпросмотр, список.

plan-untitled = План без названия
plan-title = <b>{ $title }</b>
plan-year = { $from }/{ $to } учебный год

plans-how = Пришлите план файлом прямо в этот чат: docx, xlsx, pdf или txt, до 20 МБ. Или вставьте его текстом. Переделывать его не нужно.
    Сначала будет предпросмотр: до запуска никто ничего не получит.
plans-here = Черновики: { $drafts } · действуют: { $active }
plans-draft-button = Черновик: { $title }
plans-active-button = { $title }

upload-reading = Файл «{ $name }» читается. Обычно это несколько секунд, не больше минуты.
    Если это подтверждение, а не план, приложите его в карточке пункта: /measures
upload-photo = Снимок не разобрать. Пришлите план как docx, xlsx, pdf или txt.
upload-several = В документе планов: { $count }. Какой открыть? Остальные подождут в черновиках: /import
upload-known-draft = Этот файл уже загружен. Вот его черновик.
upload-known-active = Этот файл уже загружен, план по нему действует.
upload-again-button = Загрузить ещё раз

year-question = В плане не назван учебный год. Какой это год?
    Нажмите или напишите, например «2026/2027».
year-change-question = План прочитан как { $year }. Какой год верный?
    Нажмите или напишите, например «2026/2027».
year-button = { $from }/{ $to }
owner-question = Чей это план? От этого зависит, кому достанутся пункты.

preview-size = { $year } · { $sections ->
    [0] { "" }
    [one] { $sections } раздел ·{ " " }
    [few] { $sections } раздела ·{ " " }
   *[many] { $sections } разделов ·{ " " }
 }{ $measures ->
    [one] { $measures } мероприятие
    [few] { $measures } мероприятия
   *[many] { $measures } мероприятий
 }
preview-owner = План: { $owner }
preview-deadlines = Срок понятен: { $understood }
preview-to-check = под вопросом: { $count }
preview-undated = без даты: { $count } ({ $numbers })
preview-numbers-more = { $numbers } и ещё { $count }
preview-schools = Школам { $count }
preview-municipalities = районам { $count }
preview-owner-only = { $kind ->
    [region] только министерству { $count }
    [school] школе { $count }
    [institution] учреждению { $count }
   *[other] только управлению { $count }
 }
preview-information = к сведению { $count }
preview-doubtful = ⚠️ Стоит посмотреть: { $count ->
    [one] { $count } пункт
    [few] { $count } пункта
   *[many] { $count } пунктов
 }
preview-doubt = ⚠️ { $words }
preview-rejected = Не разобраны строки: { $count }
preview-nobody = ⚠️ Кому эти пункты, в плане не сказано: { $count }
preview-no-schools = ⚠️ Школ в боте пока нет. Задачи школ появятся, когда вы их добавите: /people
preview-all-past = ⚠️ Все сроки плана уже прошли.
preview-silence = Никто ещё ничего не получил.

count-tasks = { NUMBER($count, useGrouping: 0) } { $count ->
    [one] задача
    [few] задачи
   *[many] задач
 }
button-launch = Запустить: { $tasks }
button-launch-as-is = Запустить как есть: { $tasks }
button-rows = Посмотреть строки
button-doubtful = Посмотреть неясные: { $count }
button-rejected = Что не разобрано: { $count }
button-nobody = Сказать, кому: { $count }
button-year = Учебный год другой
button-archive = В архив
button-discard = Удалить
button-discard-yes = Да, удалить
discard-question = Удалить черновик? Исправления в нём пропадут, файл придётся прислать снова.

rejected-title = Эти строки файла не стали ни пунктами, ни разделами:
rejected-row = — { $text }
rejected-more = …и ещё { $count }

nobody-question = Ответственные не названы или не узнаны, пунктов: { $count }. Кому их дать?
    По одному это можно сделать в карточке пункта.
nobody-schools = Школам
nobody-owner = { $kind ->
    [region] Министерству
    [school] Школе
    [institution] Учреждению
   *[other] Управлению
 }
nobody-information = Оставить к сведению

draft-discarded = Черновик удалён, никто ничего не получил. План можно прислать снова.

progress-line = { $year } · { $owner }
progress-since = Действует с { $day }
progress-closed = План закрыт: напоминаний по нему нет.
progress-done = Выполнено: { NUMBER($done, useGrouping: 0) } из { NUMBER($tasks, useGrouping: 0) }
progress-asked = О прошедших сроках ответили: { $answered } из { $asked }
button-close-plan = Закрыть план
close-question = Закрыть план «{ $title }»? Напоминания по нему прекратятся, отметки останутся в отчётах.
button-close-yes = Закрыть
plan-closed = План закрыт. Напоминаний по нему больше не будет, отметки сохранены.

refusal-plan-gone = Этого плана уже нет. Откройте список: /import
refusal-owner-unsettled = Сначала скажите, чей это план: кнопки под предпросмотром.
refusal-no-document = Файл этого плана не сохранился. Пришлите его снова.
refusal-no-such-school-year = Учебный год не понят: «{ $year }». Напишите, например, «2026/2027».
refusal-file-known = Этот файл уже загружен: план № { $id } «{ $title }». Откройте его в чате: /import
refusal-no-such-organisation = Такой организации нет: «{ $name }». Укажите номер или точное название: --for
refusal-organisation-unclear = Чей это план? Укажите одну организацию: --for номер. Есть: { $names }

pasted-question = Это план? Строк: { $lines }{ $parts ->
    [one] .
   *[many] , сообщений: { $parts }.
 }
pasted-more = Если это не весь план, пришлите остальное, затем нажмите.
button-pasted-plan = Прочитать как план
button-pasted-letter = Это поручение
pasted-name = Вставленный текст.txt
