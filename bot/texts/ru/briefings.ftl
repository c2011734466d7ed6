# Справка к совещанию.

briefing-title = Справка о ходе плана: { $organisation }
briefing-day = На { $day }
briefing-headline = Наступило сроков { $arrived }, выполнено { $done } ({ $percent } %).
briefing-nothing-due = Ни один срок ещё не наступил.
briefing-figures = Итоги
briefing-now = Сейчас
briefing-then = На { $day }
briefing-then-none = Прежде
briefing-change = Изменение
briefing-arrived = Наступило сроков
briefing-arrived-done = Выполнено из наступивших
briefing-in-time = В срок
briefing-before-joining = До подключения
briefing-late = { $names }{ $more ->
    [0] { "" }
   *[other] { " " }и ещё { $more }
}
briefing-overdue = Просрочено
briefing-entries = Записей по пунктам на весь год
briefing-undated = Открыто без даты
briefing-unfulfilled = Закрыто невыполненным
briefing-late-done = Позже срока
briefing-today = Срок сегодня
briefing-early = Сделано до срока или без него
briefing-all-year = Идут весь год
briefing-not-ours = Не про нас
briefing-waiting = На проверке
briefing-lagging = Что отстаёт и что говорят школы
briefing-who = Кто отстаёт
briefing-reasons = Причины словами школ
briefing-silent = причину не назвали
briefing-none-lag = Просроченных пунктов нет.
briefing-more = Ещё отстающих пунктов: { $number }. Все они есть в xlsx, лист «Просрочено».
briefing-help = Чем помочь
briefing-no-help = Вопросов и просьб от школ нет.
briefing-questions = Ответить на вопросы школ: { $number }
briefing-extensions = Решить просьбы о переносе срока: { $number }
briefing-undated-help = Назвать сроки пунктов без даты: { $number }
briefing-absent = Подключить к боту: { $names }{ $more ->
    [0] { "" }
   *[other] { " " }и ещё { $more }
}
briefing-first = Это первая справка: следующая покажет, что изменилось.
briefing-changes = С { $day }: { $parts }.
briefing-unchanged = С { $day } цифры не изменились.
briefing-file = Справка, { $organisation }, { $day }.docx

briefing-screen-head = <b>Справка к совещанию</b>: { $organisation }, на { $day }
briefing-screen-line = { $words }
briefing-screen-row = • { $name } — { $late }
briefing-screen-reason = { "   " }{ $words }
briefing-screen-lagging = <b>Отстаёт</b>
briefing-screen-help = <b>Чем помочь</b>
briefing-screen-written = <b>Чем помочь</b>, ваши слова
briefing-ask = Напишите, чем помочь: эти слова встанут в справку вместо подсчитанных. До { $limit } знаков.
briefing-caption = { $organisation }: справка на { $day }. Это обычный docx: правьте в нём что угодно. Следующая справка сравнит цифры с этой.

briefing-button = Справка к совещанию
briefing-button-file = Получить docx
briefing-button-write = Написать «Чем помочь» иначе
briefing-button-drop = Вернуть подсчитанное
