# «Пробный прогон» перед запуском плана.

button-rehearse = Пробный прогон
rehearsal-title = <b>Пробный прогон на { $days } дней</b>
rehearsal-nothing = Ничего не уйдёт: сроков в эти дни нет или в школах пока некому писать.
rehearsal-whole = Если запустить план сейчас и ничего не отмечать, { $messages ->
        [one] уйдёт { $messages } сообщение
        [few] уйдут { $messages } сообщения
       *[many] уйдёт { $messages } сообщений
    }, людям: { $people }.
rehearsal-day = { $day } — { $count }
rehearsal-moved = Сдвинуто из-за выходных: { $count }.
rehearsal-calm = Больше трёх сообщений в день никто не получит.
rehearsal-flood = ⚠️ { $who }: { $day } — { $count } за день.
rehearsal-who = { $organisation }, { $role }
