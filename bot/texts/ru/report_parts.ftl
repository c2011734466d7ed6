# Отбор: какая часть отчёта войдёт в таблицы.

part-head = <b>Отбор для таблиц</b>: { $organisation }
part-period = Сроки: { $words }
part-place = Организация: { $words }
part-section = Раздел: { $words }
part-condition = Состояние: { $words }
part-any = все
part-ask-period = Какие сроки?
part-ask-place = Какая организация?
part-ask-section = Какой раздел?
part-ask-condition = В каком состоянии?
part-all = все сроки
part-past = наступившие
part-month = этого месяца
part-before = прошлого месяца
part-next = следующего месяца
part-condition-overdue = просрочено
part-condition-open = открыто
part-condition-done = выполнено
part-condition-late = выполнено позже срока
part-condition-apart = не про нас и не выполнено
part-button = Таблица xlsx с отбором
part-button-file = Скачать xlsx
part-button-period = Сроки
part-button-place = Организация
part-button-section = Раздел
part-button-condition = Состояние
