# Объявления: кому, что, кто прочитал.

place-button-announcements = Объявления
announcements-title = <b>Объявления</b>
announcements-none = Объявлений ещё не было.
announcements-line = { $place }. { $day }: «{ $text }» — прочитали { $read } из { $readers }
announce-button-new = Написать объявление
announce-whom = { $name }: кому объявление?
announce-to-coordinators = Координаторам
announce-to-everybody = Координаторам и педагогам
announce-to-teachers = Педагогам
announce-to-administrators = Администраторам муниципалитетов
announce-where = В какие организации?
announce-all = Во все
announce-tags = По метке
announce-schools = Выбрать школы
announce-which-tag = С какой меткой?
announce-which-schools = Отметьте школы.
announce-chosen = Дальше: { $number }
announce-ask-text = Напишите текст объявления, до { $limit } знаков. Перед отправкой будет предпросмотр.
announce-ask-reason = Срочное придёт сразу, в том числе вечером и в выходной. Почему нельзя подождать до утра? Напишите одной фразой: её увидят все, и она останется в журнале.
announce-preview = Получат: { $people ->
    [one] { $people } человек
    [few] { $people } человека
   *[many] { $people } человек
}, организаций: { $places }. Вечером и в выходной сообщение подождёт рабочего утра. Так оно выглядит:
announce-preview-urgent = Получат сразу, и в нерабочее время: { $people ->
    [one] { $people } человек
    [few] { $people } человека
   *[many] { $people } человек
}, организаций: { $places }. Так выглядит сообщение:
announce-button-send = Отправить
announce-button-send-urgent = Отправить срочно
announce-button-urgent = Это срочно
announce-button-text = Изменить текст
announcement = <b>Объявление</b> · { $name }
announcement-urgent = <b>Срочно</b> · { $name }
    Почему сейчас: { $reason }
announcement-button-read = ✅ Прочитано
announcement-read = ✅ Прочитано.
announced-line = Отправлено { $day }, в { $time }.
announced-read = Прочитали { $read } из { $readers }.
announced-button-unread = Кто не прочитал
unread-title = <b>Не прочитали: { $number }</b>
unread-line = • { $organisation }: { $who }
unread-line-phone = • { $organisation }: { $who }, { $phone }
refusal-nobody-to-tell = Таких людей в боте пока нет: сообщение никто не получит. Выберите других.
