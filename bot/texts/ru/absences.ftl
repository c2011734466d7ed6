# Отпуск и замещение. Причину бот не спрашивает.

absence-none-own = Отпуска нет: напоминания приходят как обычно.
absence-none = { $name }: отсутствия нет, напоминания приходят как обычно.
absence-days = с { $opens }, по { $until }
absence-own = Вас нет { $days }. Бот в эти дни молчит.
absence-other = { $name }: нет { $days }.
absence-substitute = Замещает: { $name }
absence-substitute-none = Замещает: никто, { $level ->
        [authority] напоминания этих дней увидит управление
        [nobody] напоминания подождут
       *[coordinator] пункты и занятия — у координатора
    }.
absence-due = В эти дни сроки ({ $count }):
absence-due-line = { $name }, до { $day }
absence-due-more = и ещё { $count }
absence-ask-own = До какого дня вас не будет? Напишите, например «до 12 октября» или «с 1 по 14 октября».
absence-ask = До какого дня не будет: { $name }? Напишите, например «до 12 октября» или «с 1 по 14 октября».
absence-stands = Кто замещает? Пункты, занятия и напоминания этих дней перейдут к выбранному человеку, потом вернутся сами.

absence-button-begin = Указать дни
absence-button-change = Другие дни
absence-button-stands = Кто замещает
absence-button-nobody = Никто
absence-button-end = Отменить отсутствие
absence-button-end-now = Уже на месте
settings-button-absence = Отпуск
person-button-absence = Замещение

absence-push = Нет на месте { $days }: { $organisation }, { $role }{ $classes ->
        [none] {""}
       *[other] {" "}({ $classes })
    }. { $due ->
        [0] Сроков плана в эти дни нет.
       *[other] Сроков плана в эти дни: { $due }.
    }{ $substituted ->
        [yes] {" "}Замещение назначено.
       *[no] {""}
    }

refusal-absence-unreadable = Дни не поняты. Напишите, например «до 12 октября» или «с 1 по 14 октября».
refusal-absence-past = Эти дни уже прошли. Напишите день не раньше сегодняшнего.
refusal-absence-long = Дольше года — это уже смена человека: попросите координатора убрать вас из списка.
