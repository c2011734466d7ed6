# «Пробный прогон»: что уйдёт, если запустить план, или что уйдёт дальше.

button-rehearse = Пробный прогон
rehearsal-title = <b>Пробный прогон на { $days } дней</b>
rehearsal-nothing = Ничего не уйдёт: сроков в эти дни нет или в школах пока некому писать.
rehearsal-whole = Если запустить план сейчас и ничего не отмечать, { $messages ->
        [one] уйдёт { $messages } сообщение
        [few] уйдут { $messages } сообщения
       *[many] уйдёт { $messages } сообщений
    }, людям: { $people }.
rehearsal-running = Если ничего не отмечать, по всем действующим планам и занятиям { $messages ->
        [one] уйдёт { $messages } сообщение
        [few] уйдут { $messages } сообщения
       *[many] уйдёт { $messages } сообщений
    }, людям: { $people }.
rehearsal-day = { $day } — { $count }
rehearsal-moved = Сдвинуто с выходных, праздников и тихих часов: { $count }.
rehearsal-calm = Больше трёх сообщений в день никто не получит.
rehearsal-flood = ⚠️ { $who }: { $day } — { $count } за день.
rehearsal-who = { $organisation }, { $role }
rehearsal-nobody = без роли
rehearsal-button-list = Кому и когда
rehearsal-button-file = Скачать xlsx
rehearsal-button-back = К итогу
rehearsal-line = { $day }, { $time } · { $who } — { $kind }: { $why }
rehearsal-line-moved = { $line }; сдвинуто с { $days } ({ $shifts })

rehearsal-shift-weekend = выходной
rehearsal-shift-day-off = праздник или свой выходной
rehearsal-shift-away = отпуск
rehearsal-shift-weekly = пишем раз в неделю
rehearsal-shift-quiet = тихие часы

rehearsal-file-name = Пробный прогон { $day }.xlsx
rehearsal-file-title = Пробный прогон на { $days } дней, если ничего не отмечать
rehearsal-file-sheet = Прогон
rehearsal-file-day = День
rehearsal-file-time = Время
rehearsal-file-place = Кому
rehearsal-file-role = Роль
rehearsal-file-kind = Что
rehearsal-file-why = Почему
rehearsal-file-moved = Сдвинуто с
rehearsal-file-shift = Отчего
rehearsal-file-flood = Больше трёх за день
rehearsal-file-flooded = ⚠️ { $count } за день
rehearsal-file-caption = Кому, что и когда уйдёт; время — по часам получателя. Сообщений: { $messages }, людей: { $people }.
