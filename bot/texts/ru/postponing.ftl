# Перенос срока управлением: для всех, для некоторых, для одной школы.

button-postpone = Перенести срок
postpone-which = <b>{ $name }</b>
    У пункта несколько сроков. Какой перенести?
postpone-term = { $day } · { $count }
postpone-term-label = { $day } · { $label }
postpone-terms-more = Показаны ближайшие сроки: { $shown } из { $count }.
postpone-whom = <b>{ $name }</b>
    Открытых задач с этим сроком: { $count }. Кому перенести?
button-postpone-all = Всем: { $count }
button-postpone-some = Выбрать школы
button-postpone-chosen = Дальше: { $count }
postpone-some = <b>{ $name }</b>
    Отметьте, кому перенести срок. Отмечено: { $count } из { $all }
postpone-day = <b>{ $name }</b>
    Организаций: { $count }. Напишите новый срок. Причину можно добавить после точки с запятой: «до 15 октября; карантин».
postpone-sure = <b>{ $name }</b>
    Новый срок: { $day }. Был: { $before }. Организаций: { $count }.
postpone-closed = Пока вы выбирали, закрыли пункт: { $count }. Им ничего не переносится.
refusal-all-closed = Пункт уже закрыли все, кого вы выбрали: переносить нечего.
postpone-sure-reason = Причина: { $reason }
postpone-off = ⚠️ { $day } — нерабочий день. Ближайший рабочий: { $working }.
postpone-how = Прежний срок останется в истории. Напомнить о новом сроке так же, как о любом другом?
button-postpone-working = Взять { $day }
button-postpone-remind = Перенести и напоминать
button-postpone-quiet = Перенести без напоминаний
postpone-reason = Перенос управлением
postponed = Срок перенесён на { $day }. Задач: { $moved }, узнают в сводке: { $told }.
postpone-between = { $first } – { $last }
