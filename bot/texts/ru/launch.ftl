# Запуск плана и весть о нём.

past-windows = Сроки { $count ->
    [one] { $count } пункта
   *[many] { $count } пунктов
 } уже прошли. Что с ними?
past-words-schools = «Спросить школы»: каждая один раз снимет отметку с того, что не сделано.
past-words-alone = «Отметить сейчас»: всё отмечено как сделанное, останется снять лишнее.
past-answer-ask = Спросить школы
past-answer-ask-self = Отметить сейчас
past-answer-done = Считать выполненными
past-answer-overdue = Оставить просроченными

launched = План запущен: { $tasks }.
launched-organisations = Организаций с задачами: { $count }
launched-told = Сообщение получат координаторы: { $count }
launched-nobody = Координаторов в боте пока нет. Приглашения: /people
launched-asked = О прошедших сроках спросим: { $count }
launched-already = План уже запущен: { $tasks }. Второй раз ничего не создано.
archived = План «{ $title }» в архиве. Задач и напоминаний нет.

button-mark-past = Отметить сделанное
button-measures = Открыть пункты
button-plan = К плану
