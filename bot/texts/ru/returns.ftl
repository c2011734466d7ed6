# План с исполнением: документ, который возвращается тому, кто его прислал.

execution-all = Выполнено всеми: { $all }
execution-part = Выполнено: { $done } из { $all }
execution-number = { $name }: { $number }
execution-late = Срок прошёл: { $names }{ $more ->
    [0] { "" }
   *[other] { " " }и ещё { $more }
}
execution-more = и ещё { $number }

return-plan = План
return-heading = Исполнение на { $day }
return-head = <b>План с исполнением</b>: { $organisation }
return-title = { $title }
return-original = Вернётся ваш файл «{ $file }»: сводка по каждому пункту встанет в пустую графу исполнения, а если такой нет — в новую справа. Остальное в нём не меняется.
return-layout = Исходный файл — не docx и не xlsx, поэтому будет docx с теми же графами и разделами и графой исполнения.
return-rows = Строк: { $rows }{ $written ->
    [0] { "" }
   *[other] , с вашими словами: { $written }
}
return-plan-line = { $place }. { $title }
return-choose = <b>План с исполнением</b>: { $organisation }. Какой план?
return-list-head = <b>Исполнение по пунктам</b>. Номер открывает строку.
return-list-row = { $place }. { $name }{ $number } — { $words }
return-list-written = { $place }. { $name }{ $number } — ✏️ { $words }
return-row-head = <b>{ $name }</b>{ $number }
return-row-counted = Подсчитано:
return-row-written = Ваши слова, они и уйдут:
return-row-words = { $words }
return-row-ask = Напишите, что поставить в графу исполнения пункта «{ $name }». До { $limit } знаков, фамилии детей не нужны.
return-caption = { $organisation }: план с исполнением на { $day }.{ $written ->
    [0] { "" }
   *[other] { " " }Строк с вашими словами: { $written }.
}
return-missing = Нет своей строки в файле: { $rows }. Эти пункты есть в xlsx.
return-file = { $stem }, исполнение на { $day }{ $ending }

return-button = План с исполнением
return-button-file = Получить файл
return-button-rows = Посмотреть и править
return-button-drop-all = Убрать свои слова: { $written }
return-button-write = Написать иначе
return-button-drop = Вернуть подсчёт
