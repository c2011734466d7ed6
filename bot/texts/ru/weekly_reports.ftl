# Отчёт раз в неделю.

delivery-report = отчёт недели
weekly-head = <b>Отчёт недели</b>
weekly-ask = В какой день недели присылать отчёт? Он придёт в час вашей сводки; в праздник — в следующий рабочий день.
weekly-now = Сейчас: { $day }
weekly-off = не приходит
weekly-day-0 = понедельник
weekly-day-1 = вторник
weekly-day-2 = среда
weekly-day-3 = четверг
weekly-day-4 = пятница
weekly-button = Отчёт раз в неделю
weekly-button-off = Не присылать
