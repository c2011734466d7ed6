# Напоминания: сводка, «Позже», что не доставлено и почему.

digest-done = ✅ { $name }: отмечено.
digest-today = Сегодня срок: { $name }.
digest-today-many = <b>Сегодня срок</b>
digest-tomorrow = Завтра срок: { $name }.
digest-tomorrow-many = <b>Завтра срок</b>
digest-soon = До { $day }: { $name }.
digest-soon-many = <b>Ближайшие дни</b>
digest-overdue = Просрочено: { $name }, { $ago }.
digest-overdue-many = <b>Просрочено</b>
digest-opening = Начинается: { $name }.
digest-opening-many = <b>Начинается</b>
digest-closing = Период заканчивается { $day }: { $name }. Выполнено?
digest-closing-many = <b>Период заканчивается. Что из этого выполнено?</b>
digest-ahead = До { $day } — ещё { $count }.
digest-warned-coordinator = Если ответа не будет до { $day }, вопрос увидит координатор: { $name }.
digest-warned-admin = Если ответа не будет до { $day }, вопрос увидит управление: { $name }.
digest-escalated = Нет ответа: { $name }, { $ago }.
digest-escalated-many = <b>Нет ответа</b>
digest-line = • { $name }
digest-line-told = • { $name }, { $told }
digest-line-until = до { $day }
digest-more = … и ещё { $count }
digest-nothing = Всё отмечено. Ближайшие две недели без сроков.
digest-button-done = ✅ { $what } выполнен
digest-button-done-name = ✅ { $what }
digest-place = { $number }, { $place }
digest-name-place = { $name }, { $place }

joined-push = Приглашение принято: { $organisation }, { $role }.
launched-push = Запущен план «{ $title }». Вам — { $count }.
launched-past = Часть сроков уже прошла. Отметьте, что сделано: это займёт минуту.

snooze-ask = Когда напомнить?
snooze-hour = Через час
snooze-morning = Завтра утром
snooze-monday = В понедельник
snoozed = Напоминание придёт { $when }.
snoozed-today = сегодня в { $time }
snoozed-tomorrow = завтра в { $time }
snoozed-at = { $day }, в { $time }
snoozed-deadline = Сроки от этого не меняются.
snoozed-earlier = Срок наступит раньше: { $deadline }.
snoozed-crosses = Это уже после срока: { $deadline }.
