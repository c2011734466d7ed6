# Копии базы данных.

refusal-backup-missing = Нет файла { $file }. Проверьте путь к копии.
refusal-backup-no-database = Базы данных { $file } нет: копировать нечего. Проверьте [database] url.
refusal-backup-not-ours = Файл { $file } — не копия этой базы данных. Возьмите файл, который сделала команда backup.
refusal-backup-itself = Файл { $file } — сама база данных, а не её копия. Укажите файл копии.
refusal-backup-in-use = База данных { $file } занята: сначала остановите бота, потом повторите restore.
refusal-backup-no-tool = Для PostgreSQL нужна программа { $tool }. Установите пакет postgresql-client и повторите.
refusal-backup-tool-failed = { $tool } не справился: { $words }
