# Темы занятий «Россия – мои горизонты».

topics-button-open = 📚 Темы занятий
topics-title = <b>Темы занятий: { $name }</b>
    { $year }/{ $next } учебный год · своих { $own }, всего { $known } из { $lessons }
topics-line = { $number }. { $title }
topics-line-own = { $number }. { $title } — своя
topics-empty = Тем этого года пока нет: напоминание назовёт только номер занятия. Скачайте таблицу, впишите темы и пришлите её сюда.
topics-sample = Это пример: впишите темы по письму министерства.
topics-button-file = Скачать xlsx
topics-button-write = Записать
topics-button-drop = Убрать свои
topics-button-drop-yes = Да, убрать
topics-drop-question = { $name }: убрать свои темы { $year }/{ $next }? Останутся темы района или области.

topics-proposal = <b>{ $name }</b>, { $year }/{ $next }: записать темы?
topics-proposal-nothing = <b>{ $name }</b>, { $year }/{ $next }: в таблице те же темы, что записаны сейчас.
topics-proposal-counts = Новых { $added } · изменится { $changed } · пропадёт { $dropped }
topics-proposal-added = + { $number }. { $title }
topics-proposal-changed = { $number }. { $was } → { $title }
topics-proposal-link = { $number }. { $title }: другая ссылка
topics-proposal-dropped = − { $number }. { $title }
topics-proposal-more = … и ещё { $count }
topics-proposal-note = Ближайшие напоминания назовут уже новые темы.
topics-written = Темы записаны: { $count }.

topics-file-name = Темы занятий { $name } { $year }-{ $next }.xlsx
topics-file-stem = Темы занятий
topics-file-sheet = Темы
topics-file-number = №
topics-file-title = Тема
topics-file-link = Ссылка на материалы
topics-file-caption = Впишите темы и ссылки, последний столбец не трогайте, и пришлите таблицу сюда же. Где строка пустая, останется тема района или области. Перед записью покажу, что изменится.

refusal-topic-number = Строка { $row }: «{ $text }» вместо номера занятия. Нужно число от 1 до { $most }.
refusal-topic-twice = Строка { $row }: занятие { $number } уже есть выше. Оставьте одну тему.
refusal-topic-long = Строка { $row }: тема длиннее { $most } знаков. Сократите её.
refusal-topic-link = Строка { $row }: «{ $text }» не похоже на ссылку. Нужен адрес целиком, до 300 знаков.
refusal-topics-empty = В таблице нет ни одной темы. Впишите хотя бы одну или уберите свои темы кнопкой.

word-topics = темы, темы занятий
