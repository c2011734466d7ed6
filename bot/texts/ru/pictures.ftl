# Картинки вместо цифр.

picture-year = Ход плана на { $day }
picture-year-lines = Пунктир — наступило сроков: { $due } из { $all }
    Сплошная линия — из них выполнено: { $done }
picture-schools = По организациям на { $day }
picture-months = Выполнено, % по месяцам, на { $day }
picture-done = выполнено
picture-overdue = просрочено
picture-early = сделано до срока
picture-waiting = ещё не срок
picture-figures = { $done } / { $overdue }
picture-left-out = Ещё организаций: { $number }, они в xlsx
picture-scale = Над столбцом месяц срока
picture-file = { $organisation } { $day }.png

picture-caption = <b>{ $organisation }</b>: наступило сроков { $arrived }, выполнено { $done }, просрочено { $overdue }.
picture-button = Картинкой
picture-button-year = За год
picture-button-schools = По школам
picture-button-months = По месяцам
