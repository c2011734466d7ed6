# Командная строка: справка, ответы и ошибки.

cli-root = Штурман: дорожные карты профориентации под контролем.
cli-config = Файл настроек.
cli-config-unread = Файл настроек; эта команда его не читает.
cli-config-draft = Файл настроек; с --dry-run не читается.
cli-run = Запустить бота и работать до сигнала остановки.
cli-json = Вывод для программ: JSON и ничего больше.
cli-import = Прочитать план из файла.
cli-import-for = Для кого план: номер или точное название организации. Нужно, когда корней несколько.
cli-import-made = Черновик № { $id } для организации «{ $organisation }». Запустить его можно в чате: /import
cli-import-file = Файл с планом: docx, xlsx, pdf, txt.
cli-import-year = Учебный год плана: 2023 для 2023/2024. Без него год берётся из документа.
cli-import-dry-run = Только показать, что понято: ничего не записывать.
cli-demo = Открыть песочницу с примером района; каждый раз заново.
cli-demo-port = Порт страницы песочницы.
cli-demo-keep = Продолжить с того места, где остановились.
cli-export = Записать таблицы исполнения в файл xlsx.
cli-export-out = Куда записать xlsx.
cli-export-for = Чей отчёт: номер или точное название организации; нужно, если их несколько.
cli-export-roadmap = Номер плана; без него — все действующие.
cli-export-at = На какой момент, например 2026-11-26T08:00:00+03:00; без него — сейчас.
cli-export-from = Только сроки с этого дня: 2026-09-01 или 01.09.2026.
cli-export-until = Только сроки по этот день включительно.
cli-export-school = Только одна организация: номер или короткое имя.
cli-export-section = Только один раздел плана: его заголовок целиком.
cli-export-state = Только в этом состоянии: overdue — просрочено, open — открыто, done — выполнено, late — выполнено позже срока, apart — не про нас и не выполнено.
cli-exported = Таблицы записаны: { $file } ({ $organisation })
cli-migrate = Привести базу данных к этой версии программы.
cli-check = Проверить настройки, токен, базу данных, часы и пояса.
cli-backup = Сделать копию базы данных в файл; бот при этом может работать.
cli-restore = Вернуть базу данных из копии; прежняя остаётся рядом с пометкой before-restore и временем (UTC).
cli-invite = Одноразовая ссылка и код для первого администратора.
cli-invite-role = Роль: admin.
cli-invite-admin-only = Из командной строки приглашается только администратор: --role admin. Остальных приглашают в чате, /people
cli-invited = Ссылка: { $link }
    Код: { $code }
    Действует двое суток, на одного человека.
cli-invited-code = Код: { $code }
    Имя бота узнать не удалось. Откройте бота в Telegram и пришлите ему этот код.
    Действует двое суток, на одного человека.

cli-usage-NoArgsIsHelpError = Назовите команду, например: .venv/bin/python -m bot check. Все команды: --help
cli-usage-command = Команды «{ $name }» нет. Все команды: --help
cli-usage-extra = Лишнее слово в команде: «{ $name }». Справка: --help
cli-usage-NoSuchOption = Параметра «{ $name }» у этой команды нет. Справка: --help
cli-usage-BadOptionUsage = Параметр «{ $name }» задан не так: проверьте, нужно ли ему значение. Справка: --help
cli-usage-MissingParameter = В команде не хватает «{ $name }». Справка: --help
cli-usage-BadParameter = Значение «{ $name }» не подходит. Справка: --help
cli-usage-other = Команда не понята. Справка: --help
cli-migrated = База данных готова, версия { $version }
cli-backed-up = Копия записана: { $file }, { $size } КиБ
cli-restored = База данных восстановлена из { $file }.
cli-restored-kept = База данных восстановлена из { $file }. Прежняя лежит в { $kept }

check-fine = в порядке
check-wrong = ОШИБКА
check-settings = настройки: все нужные ключи заданы
check-settings-wrong = настройки: { $words }
check-telegram = Telegram: токен принят, бот @{ $bot }
check-telegram-wrong = Telegram: { $words }
check-database = база данных: отвечает, версия { $version }
check-database-wrong = база данных: { $words }
check-database-old = база данных: версия { $version }, нужна { $head }. Выполните: .venv/bin/python -m bot migrate
check-database-empty = база данных: пустая. Выполните: .venv/bin/python -m bot migrate
check-copies = копии базы: последняя от { $day }, папка { $folder }
check-copies-old = копии базы: последняя от { $day }, ночью новых нет. Смотрите журнал бота и место в папке { $folder }
check-copies-refused = копии базы: не делаются. { $words }
check-copies-none = копии базы: пока нет, первую бот сделает в папке { $folder } после запуска
check-copies-off = копии базы: выключены ([backup] folder пуст)
check-clock = часы: { $moment }
check-decrees = календарь: переносы выходных известны по { $year } год
check-undecreed = календарь: переносов выходных на { $year } год нет. Обновите бота или внесите их в чате: «Настройки» → «Календарь»
check-zones = пояса: все российские на месте
check-zones-missing = пояса: нет { $zones }. Установите пакет tzdata

trouble-unknown = Не получилось: { $kind }. Подробности: повторите команду с переменной SHTURMAN__LOG__LEVEL=debug
trouble-TokenValidationError = Токен не похож на токен Telegram. Возьмите его у @BotFather и впишите в [telegram] token
trouble-TelegramUnauthorizedError = Telegram не принял токен. Проверьте его у @BotFather и впишите в [telegram] token
trouble-TelegramNetworkError = Telegram не отвечает. Проверьте сеть, [telegram] proxy и api_base
trouble-ClientDecodeError = По этому адресу отвечает не Bot API. Проверьте [telegram] api_base
trouble-TelegramNotFound = По этому адресу нет Bot API или нет такого токена. Проверьте [telegram] token и api_base
trouble-OperationalError = База данных не отвечает или занята. Проверьте [database] url
trouble-InterfaceError = База данных не отвечает. Проверьте [database] url
trouble-ArgumentError = Адрес базы данных не читается. Пример: sqlite+aiosqlite:///var/shturman.sqlite3
trouble-NoSuchModuleError = Такой базы данных программа не знает. Есть sqlite+aiosqlite и postgresql+asyncpg
trouble-FileNotFoundError = Нет такого файла: { $file }
trouble-IsADirectoryError = Это папка, а нужен файл: { $file }
trouble-PermissionError = Нет прав на файл: { $file }
trouble-ConnectionRefusedError = Соединение не принято: сервер не запущен. Проверьте адрес в настройках
