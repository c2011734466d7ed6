# Новая редакция плана.

amend-offer = Это новая редакция плана «{ $title }»? Тогда отметки сохранятся, сдвинутся только открытые задачи.
button-amend-look = Новая редакция: что изменится
amend-title = Новая редакция плана <b>{ $title }</b>
amend-same = Без изменений: { $count }
amend-moved = <b>Другой срок: { $count }</b>
amend-added = <b>Новые: { $count }</b>
amend-reworded = <b>Другие слова: { $count }</b>
amend-cancelled = <b>Исключены: { $count }</b>
amend-row = • { $name } — { $said }
amend-row-moved = • { $name }: { $before } → { $after }
amend-how = Отметки, подтверждения и назначения сохранятся. Сдвинутся и снимутся только открытые задачи.
    Узнают только те, кого изменение касается, — в ближайшей сводке.
button-amend = Запустить редакцию

amended = Действует новая редакция плана «{ $title }».
amended-tasks = Задач с новым сроком: { $moved } · новых: { $added } · снято: { $dropped }
amended-told = Узнают в сводке: { $told }
amended-nobody = Сообщать никому не нужно.
