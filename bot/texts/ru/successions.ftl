# «Передать роль»: координатор сдаёт дела.

person-button-hand = Передать роль
handing-ask = <b>Передать роль координатора</b>
    { $place }: { $giver } → { $successor }
    Перейдут роль, поручения вне плана и всё, что поручено вам: пункты, классы, замещения. Отметки и история останутся за вами. До ответа управления ничего не изменится.
handing-button-ask = Попросить управление
handing-asked = Вопрос отправлен управлению: { $place }, { $giver } → { $successor }
    До ответа координатор — вы.
handing-push = { $place }: координатор передаёт роль.
    { $giver } → { $successor }
handing-button-yes = ✅ Подтвердить
handing-button-no = Оставить как есть
handing-done = Роль координатора передана: { $place }, { $giver } → { $successor }
handing-refused = Роль осталась прежней: { $place }, координатор — { $giver }
handing-answer-yes-mine = Роль координатора передана: { $place }, { $successor }
    История осталась. Меню: /start
handing-answer-yes-yours = Вы координатор: { $place }. Пункты и классы прежнего координатора теперь у вас. Меню: /start
handing-answer-no-mine = Управление оставило роль за вами: { $place }.
handing-answer-no-yours = Роль координатора осталась прежней: { $place }, { $giver }

refusal-successor-same = Этот человек уже координатор здесь.
refusal-no-administrator = Подтвердить передачу некому: выше нет администратора в боте.
refusal-handing-decided = На этот вопрос уже ответили.
refusal-handing-gone = Передать уже нельзя: кто-то из двоих больше не работает здесь.
