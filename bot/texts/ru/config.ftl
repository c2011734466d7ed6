# Настройки: что не так и что сделать.

refusal-config-missing = Нет файла { $file }. Скопируйте config.example.toml в { $file } и впишите [telegram] token
refusal-config-not-toml = { $file }: файл не читается как TOML ({ $words }). Образец: config.example.toml
refusal-config-unknown-key = { $file }: ключа «{ $key }» нет. Проверьте написание по config.example.toml
refusal-config-bad-value = { $file }: ключ «{ $key }» задан неверно: { $reason }. Пример — в config.example.toml
refusal-config-unknown-variable = Переменная { $name } не подходит ни к одному ключу. Ключи перечислены в config.example.toml
refusal-config-unreadable-variable = Не читается переменная окружения: { $names }. Списки пишутся так: [1, 2]
refusal-config-follow = Ключ «clock.follow» годится только вместе с telegram.api_base на этой машине: уберите его
refusal-config-webhook = Ключ «telegram.webhook_url» нужен при mode = "webhook" и начинается с https://
refusal-config-webhook-secret = Ключ «telegram.webhook_secret» нужен при mode = "webhook": от 16 до 256 знаков, латинские буквы, цифры, «_» и «-»
refusal-config-no-token = Не задан ключ «telegram.token»: впишите токен от @BotFather или задайте SHTURMAN__TELEGRAM__TOKEN
refusal-config-no-privacy = Не задан ключ «privacy.{ $key }»: без него нельзя показать согласие (docs/guide/law.md)

config-reason-other = такое значение не годится
config-reason-int_from_float = нужно целое число
config-reason-quiet = тишина идёт через полночь, а send_at — вне её: quiet_until ≤ send_at < quiet_from
config-reason-string_pattern_mismatch = запись другого вида
config-reason-time_parsing = нужно время вида "08:00"
config-reason-int_parsing = нужно целое число
config-reason-int_type = нужно целое число
config-reason-string_type = нужен текст в кавычках
config-reason-literal_error = такого значения нет
config-reason-zone = такого часового пояса нет, пример: Europe/Moscow
config-reason-weekday = нужен день недели по-английски, например "monday"
config-reason-month_day = нужны месяц и день, например "09-01"
config-reason-start = учебный год начинается с июля по декабрь
config-reason-end = учебный год кончается с января по июнь
config-reason-no_days = нужен хотя бы один день
config-reason-greater_than_equal = число слишком мало
config-reason-less_than_equal = число слишком велико
config-reason-tuple_type = нужен список, например [1, 2]
config-reason-listen = нужны адрес и порт от 1 до 65535, например "127.0.0.1:8081"
config-reason-proxy = нужен адрес с портом: "http://…", "socks5://…" или "socks4://…", например "socks5://10.0.0.1:1080"
config-reason-api_base = нужен адрес, который начинается с http:// или https://
