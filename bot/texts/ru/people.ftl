# Люди: организации, приглашения, состав.


people-choose = Чьи люди?
place-title = <b>{ $name }</b>
place-schools = { $count ->
        [0] Школ пока нет.
        [one] { $count } школа, подключены: { $joined }.
        [few] { $count } школы, подключены: { $joined }.
       *[many] { $count } школ, подключены: { $joined }.
    }
place-institutions = { $count ->
        [0] Других учреждений пока нет.
        [one] { $count } другое учреждение, подключены: { $joined }.
        [few] { $count } других учреждения, подключены: { $joined }.
       *[many] { $count } других учреждений, подключены: { $joined }.
    }
place-municipalities = { $count ->
        [0] Муниципалитетов пока нет.
        [one] { $count } муниципалитет, подключены: { $joined }.
        [few] { $count } муниципалитета, подключены: { $joined }.
       *[many] { $count } муниципалитетов, подключены: { $joined }.
    }
place-hint-school = Школы добавляются списком: строка — школа.
place-hint-municipality = Муниципалитеты добавляются списком: строка — муниципалитет.

place-button-children = Список и кто подключён
place-button-add-school = Добавить школы
place-button-add-institution = Добавить учреждения
place-button-add-municipality = Добавить муниципалитеты
place-button-links-school = Приглашения школам
place-button-links-municipality = Приглашения муниципалитетам
place-button-people = Сотрудники
place-button-classes = Классы
place-tags = Метки: { $tags }
place-phone = Телефон: { $phone }
place-button-tags = Метки
place-button-phone = Телефон
tags-ask = Напишите метки через запятую, например «город, участник БвБ». Прочерк убирает все.
phone-ask = Напишите служебный телефон организации, например 8 (34249) 3-12-45. Прочерк убирает его.
place-button-rename = Изменить
place-button-close = Убрать

children-title = <b>{ $name }</b> · подключены { $joined } из { $count }
child-joined = ✅ { $name }
child-joined-heads = ✅ { $name } — { $heads }
child-missing = ▫️ { $name }
children-hint = Отмеченные ✅ подключены. Нажмите на название, чтобы увидеть людей.

list-ask-school = Пришлите список школ: строка — школа, после точки с запятой — метки. Например:
    МБОУ СОШ № 3; город
    МБОУ Лицей № 1; город, участник БвБ
    Можно несколькими сообщениями или файлом xlsx по образцу.
list-ask-municipality = Пришлите список муниципалитетов: строка — муниципалитет. Например:
    Управление образования Кунгурского округа
    Можно несколькими сообщениями или файлом xlsx по образцу.
list-ask-institution = Пришлите список других учреждений (методический центр, дополнительное образование, колледж): строка — учреждение, после точки с запятой — метки. Например:
    Методический центр
    Можно несколькими сообщениями или файлом xlsx по образцу.
list-button-one = По одной
list-button-template = Образец xlsx
list-button-done = Готово
list-one-school = Напишите название одной школы, например «МБОУ СОШ № 3».
list-one-institution = Напишите название одного учреждения, например «Методический центр».
list-one-municipality = Напишите название одного муниципалитета.
list-taken = { $count ->
        [0] Ничего не добавлено.
        [1] Добавлено организаций: 1 (строка { $lines }).
       *[other] Добавлено организаций: { $count } (строки { $lines }).
    }
list-not-taken = Не взято строк: { $count }
list-line = { $number }. «{ $name }» — { $why }
list-more = … и ещё { $count }, все — в файле.
list-next = Можно прислать ещё. Приглашения готовятся после «Готово».
line-short = название слишком короткое
line-long = название длиннее 300 знаков
line-twice = повторяет строку выше: «{ $like }»
line-there = уже есть: «{ $like }»
list-report-name = Разбор списка.txt
list-report-taken = { $number }. { $name } — добавлено
list-report-caption = Все строки по порядку.

template-school-name = Школы.xlsx
template-municipality-name = Муниципалитеты.xlsx
template-caption = Заполните и пришлите файл сюда. Строка — одна организация, первую строку не меняйте. Метки не обязательны: «город, участник БвБ».
template-institution-name = Учреждения.xlsx
template-sheet-institution = Учреждения
template-sheet-school = Школы
template-sheet-municipality = Муниципалитеты
template-heading-name = Название
template-heading-tags = Метки через запятую

place-edit = Сейчас: «{ $name }».
place-edit-short = Коротко: { $short }
place-edit-zone = Часовой пояс: { $zone }
place-edit-level = Уровень: { $level }
place-edit-ask = Напишите новое название или выберите, что ещё изменить.
place-button-short = Короткое имя
place-button-zone = Часовой пояс
place-button-level = { $level } ч
place-button-above = Входит в…
short-ask = Напишите короткое название, до 40 знаков: так организация названа в списках.
place-zone-ask = По какому времени живёт организация? По нему считаются её сроки.
move-choose = Куда перенести «{ $name }»?
move-nowhere = «{ $name }» переносить некуда: других подходящих организаций вы не ведёте.
move-ask = «{ $name }» войдёт в «{ $other }». Открытые пункты планов прежнего района закроются, появятся пункты нового; сделанное останется.
move-yes = Перенести
close-ask = Убрать «{ $name }» из списка? Людей, классов и отметок у неё нет, открытые пункты закроются.
close-yes = Да, убрать

links-title-school = Приглашения координаторам школ: { $name }
    Каждый раз готовятся новые ссылки; прежние неиспользованные больше не действуют. Школам, где координатор уже в боте, ссылка не нужна.
links-title-municipality = Приглашения администраторам муниципалитетов: { $name }
    Каждый раз готовятся новые ссылки; прежние неиспользованные больше не действуют. Подключённым ссылка не нужна.
links-button-files = 🖨 Листами и таблицей
links-button-text = Текстом
links-paper-file = Приглашения для печати.docx
links-paper-title = Приглашения: { $name }
invite-card-coordinator = Приглашение координатору профминимума в бот «Штурман» (Telegram)
invite-card-admin = Приглашение администратору муниципалитета в бот «Штурман» (Telegram)
invite-card-code = Код: { $code }
invite-card-how = Наведите камеру телефона или пришлите боту код. На одного человека, до { $until }.
links-file = Приглашения.xlsx
links-text-file = Приглашения.txt
links-sheet = Приглашения
links-heading-name = Организация
links-heading-above = Муниципалитет
links-heading-link = Ссылка
links-heading-code = Код
links-heading-until = Действует до
links-heading-state = Состояние
links-state-joined = подключена
links-state-heads = подключена: { $heads }
links-state-headless = подключена, координатора нет, приглашение не использовано
links-sheet-caption = Та же рассылка таблицей: ссылки и коды те же, что на листах.
links-state-waiting = приглашение не использовано
links-caption = { $new ->
        [0] Подключены все, новых приглашений нет.
        [one] Готово { $new } приглашение, действует до { $until }. Каждая ссылка — на одного человека.
        [few] Готово { $new } приглашения, действуют до { $until }. Каждая ссылка — на одного человека.
       *[many] Готово { $new } приглашений, действуют до { $until }. Каждая ссылка — на одного человека.
    } Остальные подключены: { $joined }.
links-line = { $name }
    { $link }
links-line-joined = { $name } — уже подключена

staff-title = <b>{ $name }</b> · сотрудники
staff-line = { $name } — { $role }
staff-line-you = { $name } — { $role }, это вы
staff-line-outside = { $name } — без Telegram
staff-line-unconnected = { $name } — { $role }, ещё не в боте
staff-line-unreachable = { $name } — { $role }, сообщения не доходят
staff-nameless = Имя пока не названо
staff-hidden = { $count ->
        [one] Ещё { $count } человек: имена остаются в организации.
        [few] Ещё { $count } человека: имена остаются в организации.
       *[many] Ещё { $count } человек: имена остаются в организации.
    }
staff-empty = Пока никого.
staff-button-invite = Пригласить
staff-button-outside = Без Telegram

invite-choose = Кого пригласить: { $organisation }?
invite-role-admin = Администратора
invite-role-coordinator = Координатора
invite-role-navigator = Педагога
invite-role-navigators = Педагогов, до 30 человек
invite-ready = Приглашение: { $role }, { $organisation }.
    Оно на { $uses ->
        [1] одного человека
       *[other] { $uses } человек
    }, действует до { $until }.

    { $link }

    Если ссылка не открывается, пришлите боту код: <code>{ $code }</code>

invite-sent = Приглашение — отдельным сообщением, его можно переслать.
invite-button-qr = QR-картинка
invite-button-more = Ещё приглашение
invite-qr-caption = Наведите камеру телефона: откроется бот с приглашением. Код: <code>{ $code }</code>

staff-outside-ask = Кто это? Напишите должность без имени, например «классный руководитель 6А».
    За этого человека отмечают другие, напоминания приходят координатору.
person-card = <b>{ $name }</b>
    { $organisation } — { $role }
person-card-outside = <b>{ $name }</b>
    { $organisation }, без Telegram: за этого человека отмечают другие.
person-unconnected = Ещё не в боте: согласия на обработку данных нет, сообщений не будет.
person-unreachable = Сообщения не доходят: бот остановлен или заблокирован.
person-button-invite = Пригласить в бот
person-button-remove = Убрать
person-button-move = Новый аккаунт
person-move-ask = Перенести на новый аккаунт: { $name }?
    Будет готова ссылка для нового телефона или номера. Когда её откроют и дадут согласие, прежний аккаунт отключится, а роли, пункты, классы и история останутся.
person-move-yes = Подготовить ссылку
person-remove-ask = Убрать: { $name }?
    Напоминания прекратятся сразу, пункты и классы вернутся координатору. Отметки останутся.
person-remove-self = Выйти из «{ $organisation }»? Напоминания прекратятся сразу, отметки останутся.
person-remove-yes = Да, убрать
person-leave-yes = Да, выйти
person-left = Роли в «{ $organisation }» больше нет. Меню: /start

unreached-title = <b>{ $name }</b> · не доставлено
unreached-line = { $organisation }: { $name }, { $why }
unreached-place = { $organisation }: { $why }
unreached-nobody = никто не подключён
unreached-no-coordinator = нет координатора
unreached-next = Позвоните и попросите нажать «Старт» в боте; новое приглашение — «Сотрудники», «Пригласить».
unreached-empty = Сообщения доходят до всех.
unreached-blocked = бот остановлен или заблокирован
unreached-chat-not-found = аккаунт недоступен
unreached-deactivated = аккаунт удалён
unreached-never-started = бот не запущен
unreached-failing = сообщения не уходят, попытки продолжаются
unreached-since = { $why } с { $since }
unreached-delivered = { $why }; последнее доставлено { $delivered }
unreached-other = сообщения не доходят
unreached-phone = телефон { $phone }
place-button-unreached = Не доставлено

refusal-designation-short = Слишком коротко. Напишите должность, например «классный руководитель 6А».
refusal-designation-long = Должность помещается в { $limit } знаков. Напишите короче.
refusal-designation-name = Похоже на имя. Имя человек пишет сам после согласия, а здесь нужна должность, например «классный руководитель 6А».
refusal-designation-there = «{ $words }» уже есть в списке.
refusal-last-admin = Это последний администратор. Сначала пригласите ещё одного.
refusal-phone-unreadable = Номер не понят. Напишите цифрами, например 8 (34249) 3-12-45
refusal-list-empty = В списке нет строк. Напишите по одной организации в строке, например: МБОУ СОШ № 3; город
refusal-list-long = За один раз можно прислать до { $limit } строк. Разделите список.
refusal-list-where = Куда добавить список? Откройте «Люди», нажмите «Добавить» у нужной организации и пришлите файл ещё раз.
refusal-list-columns = В файле не видно столбца «Название». Возьмите образец кнопкой и перенесите список в него.
refusal-organisation-there = «{ $name }» уже есть.
refusal-organisation-busy = У «{ $name }» уже есть люди, классы или задачи, поэтому из списка она не убирается.
refusal-nobody-to-invite = Сначала добавьте организации списком, потом готовьте приглашения.
