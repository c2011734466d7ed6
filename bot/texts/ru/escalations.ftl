# Кто узнает о пункте без ответа.

escalation-title = <b>Кто узнает, если ответа нет</b>
    { $title }
escalation-off = Сейчас никто.
escalation-teacher = Педагог не отвечает — координатор узнает через { $days ->
        [one] { $days } рабочий день
        [few] { $days } рабочих дня
       *[many] { $days } рабочих дней
    } после срока.
escalation-coordinator = Координатор не отвечает — управление узнает { $days ->
        [one] ещё через { $days } рабочий день.
        [few] ещё через { $days } рабочих дня.
       *[many] ещё через { $days } рабочих дней.
    }
escalation-coordinator-only = Координатор не отвечает — управление узнает через { $days ->
        [one] { $days } рабочий день
        [few] { $days } рабочих дня
       *[many] { $days } рабочих дней
    } после срока.
escalation-how = За рабочий день до этого бот предупредит того, о ком скажет. Любой ответ — отметка, «не про нас», перенос срока — останавливает. Всё приходит строкой в общей сводке.
escalation-ask-teacher = Сколько рабочих дней ждать ответа педагога, прежде чем сказать координатору?
escalation-ask-coordinator = Сколько рабочих дней ждать ответа координатора, прежде чем сказать управлению?

escalation-button-open = Кто узнает, если ответа нет
escalation-button-teacher = Педагог → координатор
escalation-button-coordinator = Координатор → управление
escalation-button-off = Выключить
escalation-button-never = Не говорить
