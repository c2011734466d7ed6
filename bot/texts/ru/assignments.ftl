# Назначение пункта людям школы.

assign-title = Кому поручить { $what }?
assign-title-number = пункт { $number }
assign-title-name = пункт «{ $name }»
assign-given = Сейчас: { $people }
assign-nobody = Сейчас ни у кого.
assign-alone = В школе пока никого, кроме вас. Пригласите людей: /people
assign-mark = ✓ { $name }
button-outside = Кто-то вне бота
button-assign-next = Ещё люди
button-assign-done = Готово
outside-ask = Кто займётся пунктом? Напишите должность, не имя: «классный руководитель 6А». Отмечать за этого человека будете вы.
toast-given = Поручено. Придёт сообщение
toast-given-outside = Поручено. Отмечать будете вы
toast-given-self = Пункт за вами
toast-taken = Пункт возвращён вам

given-title = Вам поручен пункт:
given-title-instead = Пункт поручен: { $who }, вы замещаете.
given-by = Поручает: { $who }
given-accepted = Пункт за вами.
button-accept = ✅ Принять
button-decline = Не моё
decline-ask = Почему не ваше? Напишите пару слов или пропустите.
declined = Хорошо, пункт «{ $name }» возвращён координатору.

refused-title = Пункт вернулся к вам: { $name }
refused-by = { $who }: «не моё».
refused-by-words = { $who }: «{ $words }».

role-name-admin = администратор
role-name-coordinator = координатор
role-name-navigator = педагог
role-name-none = человек, которого уже нет в организации

refusal-taken-back = Этот пункт уже не за вами.
