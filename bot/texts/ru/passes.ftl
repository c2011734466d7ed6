# Командная строка tick и rehearse: что ушло, что отложено и почему.

cli-tick = Один проход: записать и отправить то, чему пора, и выйти.
cli-tick-at = Момент с часовым поясом, например 2026-11-26T08:00:00+03:00.
cli-rehearse = Кому, что и когда уйдёт в ближайшие дни; ничего не отправляется.
cli-rehearse-days = Сколько дней вперёд.

pass-person = { $organisation }, { $role } ({ $number })
pass-person-bare = без роли ({ $number })
pass-sent = отправлено: { $who } — { $kind }
pass-later = отложено: { $who } — { $kind }
pass-cancelled = снято: { $who } — { $kind }
pass-unreachable = не доставлено: { $who } — { $kind }
pass-lost = взято другим процессом: { $who } — { $kind }
pass-waiting = придержано: { $who } — { $kind }
pass-until = { $words }, до { $moment }
pass-why = { $words } ({ $reason })
pass-nothing = Сейчас отправлять нечего.
pass-summary = Момент { $moment }: отправлено { $sent }, не отправлено { $kept }, придержано { $waiting }.
pass-going = { $moment } · { $who } — { $kind }: { $why }
pass-moved = { $words }; сдвинуто с { $days }
pass-going-nothing = В ближайшие дни ({ $days }) ничего не уйдёт.
pass-flood = Больше трёх сообщений за день: { $who }, { $day } — { $number }.

delivery-digest = сводка
delivery-lesson_slot = занятия дня
delivery-lesson_question = вопрос о занятиях
delivery-lesson_summary = итог четверга
delivery-assignment = поручение
delivery-request = просьба школы
delivery-absence = отсутствие
delivery-application = заявка
delivery-joined = новый участник
delivery-launch = запуск плана
delivery-edit = правка сводки

stage-overdue = срок прошёл
stage-overdue-weekly = просрочено
stage-before = завтра срок
stage-week = неделя со сроком
stage-opens = начинается
stage-closing = период заканчивается
stage-warned = предупреждение
stage-escalated = нет ответа
stage-snoozed = отложено человеком
stage-assigned = поручено
stage-slot = занятие
stage-question = вопрос
stage-summary = итог
stage-joined = вход
stage-launched = запуск
stage-done-elsewhere = отмечено другим
stage-away = отсутствие
stage-applied = заявка
stage-decided = решение
stage-requested = просьба
stage-answered = ответ

kept-quiet = тихие часы
kept-away = человек в отпуске
kept-day-off = выходной
kept-early = час сводки ещё не наступил
kept-nothing-left = говорить уже не о чем
kept-no-rights = роли больше нет
kept-out-of-date = устарело
kept-unreachable = связи с человеком нет
kept-moves-on = чат снова сменил номер
kept-flood = Telegram просит подождать
kept-blocked = бот заблокирован
kept-deactivated = аккаунт удалён
kept-never-started = бот ни разу не запущен
kept-chat-not-found = чат не найден
kept-forbidden = Telegram не разрешает писать
kept-TelegramNetworkError = нет связи с Telegram
kept-TelegramServerError = Telegram не отвечает

refusal-moment-unreadable = Момент не читается: «{ $text }». Пример: 2026-11-26T08:00:00+03:00
refusal-moment-ahead = Момент позже настоящего годится только вместе с telegram.api_base на этой машине
