# Классы школы таблицей.

class-sheet-button = Таблица классов
class-sheet-file-name = Таблица классов { $name }.xlsx
class-sheet-file-stem = Таблица классов
class-sheet-page = Классы
class-sheet-lists = Списки
class-sheet-name = Класс
class-sheet-day = День
class-sheet-time = Время
class-sheet-teacher = Педагог
class-sheet-caption = Исправьте, допишите новые классы внизу и пришлите таблицу сюда же; последний столбец не трогайте. Пустое время — обычное время школы, удалённая строка убирает класс. Перед записью покажу, что изменится.

class-sheet-title = <b>{ $school }</b>: записать классы?
class-sheet-nothing = <b>{ $school }</b>: в таблице то же, что записано сейчас.
class-sheet-counts = Новых { $added } · изменится { $changed } · уйдёт из курса { $closed }
class-sheet-added = + { $name }{ $more }
class-sheet-changed = { $name }: { $parts }
class-sheet-part = { $what } { $old } → { $new }
class-sheet-closed = − { $name }{ $more }
class-sheet-more = … и ещё { $count }
class-sheet-usual = обычное
class-sheet-nobody = не назначен
class-sheet-note = Проведённые занятия останутся в отчёте; при новом дне сдвинутся только те, что впереди.
class-sheet-write = Записать: { $count }
class-sheet-written = Классы записаны: изменений { $count }.
class-sheet-refused = <b>{ $school }</b>: ничего не записано, ошибок { $count }. Исправьте и пришлите таблицу ещё раз.
class-sheet-fault-name = Строка { $line }: «{ $words }» — не один класс с 6 по 11. Пишите так: 6А или 10.
class-sheet-fault-twice = Строка { $line }: { $words } уже есть выше.
class-sheet-fault-day = Строка { $line }: день «{ $words }» не понят. Выберите из списка.
class-sheet-fault-time = Строка { $line }: время «{ $words }» не понято. Напишите от 7:00 до 21:00, например 8:30.
class-sheet-fault-teacher = Строка { $line }: педагога «{ $words }» в школе нет. Выберите из списка или пригласите: «Люди».

refusal-class-sheet-columns = Это не таблица классов: нужны столбцы «Класс», «День», «Время», «Педагог». Скачайте её: «Классы» → «Таблица классов».
refusal-class-sheet-long = В таблице больше { $limit } строк. Оставьте по строке на класс.
refusal-class-sheet-empty = В таблице нет ни одного класса. Чтобы убрать класс, откройте его: «Классы» → класс → «Убрать класс».
refusal-class-sheet-year = Таблица прошлого учебного года. Скачайте новую: «Классы» → «Таблица классов».
refusal-class-sheet-changed = С тех пор классы или педагоги изменились. Пришлите таблицу ещё раз: покажу, что изменится теперь.
