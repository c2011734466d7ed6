# Общая ссылка управления и заявки по ней.

place-button-common = Общая ссылка
place-button-applications = Заявки
common-ready = Общая ссылка: { $organisation }.
    По ней выбирают школу и роль, пишут имя и ждут подтверждения. Прежняя общая ссылка больше не действует. Срок: до { $until }.

    { $link }

    Если ссылка не открывается, пришлите боту код: <code>{ $code }</code>

apply-school = { $authority }
    Где вы работаете? Выберите школу или напишите часть названия.
apply-school-none = Такой школы в списке нет. Напишите иначе или спросите управление.
apply-role = { $school }
    Кто вы в этой школе?
apply-role-coordinator = Координатор школы
apply-role-navigator = Педагог
apply-sent = Заявка отправлена: { $organisation }, { $role }.
    Когда её подтвердят, придёт сообщение.

application-push = Заявка: { $organisation }, { $role } — { $name }
application-push-nameless = Заявка: { $organisation }, { $role }. Координатора в школе пока нет. Имя педагога видит только школа: уточните у неё.
application-yes = ✅ Подтвердить
application-no = Это не наш человек
application-granted = Подтверждено: { $organisation }, { $role } — { $name }
application-granted-nameless = Подтверждено: { $organisation }, { $role }.
application-refused = Отклонено: { $organisation }, { $role }.
applications-title = Заявки, ждут ответа: { $count }
applications-none = Заявок нет.
application-answer-yes = Заявка подтверждена: { $organisation }, { $role }. Меню: /start
application-answer-no = Заявка не подтверждена: { $organisation }, { $role }. Уточните у управления или координатора школы.

refusal-applied-often = У вас уже три заявки без ответа. Дождитесь решения.
refusal-organisation-closed = { $name } закрыта: роль в ней не дать. Нажмите «Это не наш человек» и пришлите ссылку ещё раз.
refusal-application-decided = На эту заявку уже ответили.
