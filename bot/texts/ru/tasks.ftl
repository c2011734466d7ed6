# Списки пунктов: «Сегодня», фильтры, поиск. Карточка пункта.

count-measures = { $n } { $n ->
        [one] пункт
        [few] пункта
       *[many] пунктов
    }
count-days = { $n } { $n ->
        [one] день
        [few] дня
       *[many] дней
    }

board-title = <b>{ $place } · { $what }</b>
board-everywhere = Ваши пункты
board-part = <b>{ $part }</b>
board-part-counted = <b>{ $part } — { $count }</b>
board-overdue = ⚠️ Просрочено
board-week = На этой неделе
board-fortnight = До { $day }
board-later = Позже
board-all-year = Весь год
board-undated = Без даты
board-closed = Отмеченные
board-further = Дальше: { $parts }.
board-further-week = на этой неделе { $n }
board-further-fortnight = до { $day } { $n }
board-aside-all-year = Весь год: { $n }
board-aside-undated = Без даты: { $n }
board-found = Найдено по словам «{ $query }»: { $n }

line-bare = { $name }
line-two = { $place }. { $name }
    { "    " }{ $day }
line-flat = { $place }. { $name }, { $day }
line-name = { $name } ({ $number })
line-name-plan = { $name } ({ $number }, { $plan })
line-name-plan-only = { $name } ({ $plan })
line-labelled = { $name }, { $label }
line-at = { $name } · { $place }
line-overdue = срок был { $day } — { $ago } назад
line-until = до { $day }
line-from = с { $day }
line-all-year = весь год
line-all-year-entries = весь год, записей { $n }
line-undated = без даты
line-undated-words = в плане: «{ $words }»
line-given = { $day } · { $people }
line-children = { $closed } из { $all }
line-done = ✅ { $day }
line-done-late = ✅ { $day }, позже срока на { $days }
line-done-before = ✅ до подключения
line-done-plain = ✅
line-not-ours = не про нас
line-unfulfilled = не выполнено

empty-now = На этой и следующей неделе сроков нет.
empty-ahead = Ближайший — { $day }: { $name }{ $more ->
        [0] .
        [one] { " " }и ещё { $more } пункт.
        [few] { " " }и ещё { $more } пункта.
       *[many] { " " }и ещё { $more } пунктов.
    }
empty-reminder = Напоминание придёт { $day }.
empty-closed = Открытых пунктов нет. Закрыто: { $n }.
empty-selection = Таких пунктов нет.
empty-found = По словам «{ $query }» ничего не нашлось. Напишите иначе или номер пункта, например 3.6.
empty-nothing = Пунктов пока нет: они появятся, когда план запустят. Об этом придёт сообщение.
empty-nothing-admin = Своих пунктов у вас нет. Как идут дела у школ — в «Состоянии».
empty-nothing-navigator = Вам пока ничего не поручено. Когда координатор поручит пункт, придёт сообщение.

button-next = Ещё { $n } { $n ->
        [one] пункт
        [few] пункта
       *[many] пунктов
    }
button-previous = ⬅️ Предыдущие
button-filter = Фильтр
button-search = Поиск
button-whole-plan = Весь план
button-all-places = Все организации

filter-title = Что показать?
filter-now = Ближайшие
filter-over = Просрочено
filter-week = Неделя
filter-month = Месяц
filter-plan = Весь план
filter-year = Весь год
filter-free = Без даты
filter-mine = Мои
filter-given = Поручено
filter-done = Закрытые
filter-found = Поиск
filter-button = { $name } { $n }
search-ask = Что найти? Напишите слова из пункта или его номер, например «сайт» или «3.6».

card-title = <b>{ $number } · { $name }</b>
card-title-bare = <b>{ $name }</b>
card-place = { $place }
card-deadline = Срок в плане: «{ $words }» — { $day }
card-deadline-letter = Срок в поручении: «{ $words }» — { $day }
card-letter-file = Письмо: { $file }
file-kilobytes = { $name }, { $size } КБ
file-megabytes = { $name }, { $size } МБ
card-deadline-none = Срок в плане не указан — { $day }
card-window = с { $opens }, по { $due }
card-until = до { $day }
card-near = { $day } ({ $near })
card-ago = { $ago } назад
card-today = сегодня
card-tomorrow = завтра
card-from = с { $day }
card-all-year = весь год
card-no-day = день не назван
card-own-day = свой срок { $day }
card-label = Этап: { $label }
card-responsible = Ответственные по плану: { $text }
card-people-school = В школе: { $people }
card-people = Занимаются: { $people }
card-person-waiting = { $name } (ответа пока нет)
card-result = Ожидаемый результат: { $text }
card-children = Входят пункты: { $closed } из { $all }
card-child = { $place }. { $state } { $name }
card-child-done = ✅
card-child-open = ▫️
card-entries = Записей: { $n }, последняя { $last }
card-no-entries = Записей пока нет
card-proof = Подтверждение: { $text }
card-label-section = Раздел
card-label-measure = Мероприятие
card-label-deadline = Срок
card-label-responsible = Ответственные
card-label-result = Ожидаемый результат
card-text-page = Страница { $page } из { $pages }
card-more = Что ещё сделать с пунктом?
history-title = <b>История</b>
history-empty = Отметок пока не было.

who-you = вы
who-nobody = бот
who-for = { $by } (за: { $other })

mark-done = Отметка: { $who }, { $when }
mark-done-on = Отметка: { $who }, { $when }; сделано { $day }
mark-before = Выполнено до подключения. Отметка: { $who }, { $when }
mark-undone = Отметка отменена: { $who }, { $when }
mark-not-ours = Не про нас, в счёт не входит: { $reason }. Отметка: { $who }, { $when }
mark-returned = Возвращено: { $reason }. Отметка: { $who }, { $when }
mark-cancelled = Снято: в новой редакции плана этого пункта нет. { $who }, { $when }
mark-unfulfilled = Не выполнено: { $reason }. Отметка: { $who }, { $when }
handed = Поручено: { $who }, { $when }
handed-back = Назначение снято: { $who }, { $when }
handed-back-words = Не моё: { $who }, { $when } — «{ $words }»
mark-when = { $day }, { $time }

state-done = ✅ Выполнено { $day }, в срок.
state-late = ✅ Выполнено { $day }, с опозданием на { $days }.
state-done-undated = ✅ Выполнено { $day }.
state-before = ✅ Выполнено до подключения.
state-parent-done = ✅ Все пункты ниже выполнены.
state-not-ours = Пункт не про нас, в счёт не входит.
state-unfulfilled = Не выполнено.

button-done = ✅ Выполнено
button-finish = ✅ Завершить
button-entry = ➕ Добавить запись
button-undo = ↩️ Отменить отметку
button-assign = 👤 Назначить
button-not-ours = Не про нас
button-unfulfilled = Не выполнено
button-own-day = 📅 Указать срок
button-text = Текст целиком
button-letter-file = Файл письма
button-history = История
button-later = ⏰ Позже
button-page-back = ⬅️ Раньше
button-page-on = Дальше ➡️
button-proof = 📎 Подтверждение

word-today = сегодня
word-yesterday = вчера
word-day-before-yesterday = позавчера
word-tomorrow = завтра

refusal-task-gone = Такого пункта больше нет: план изменился или закрыт. Откройте список: /measures
refusal-parent-row = Этот пункт закроется сам, когда закроются пункты под ним.
refusal-row-closed = Пункт уже закрыт. Сначала отмените отметку.
refusal-not-a-day = День не понят: «{ $text }». Напишите иначе, например «12 августа» или «вчера».
refusal-not-a-day-ahead = День не понят: «{ $text }». Напишите иначе, например «до 28 февраля».
refusal-no-such-day = Такого дня нет: «{ $text }». Напишите иначе, например «до 28 февраля».
refusal-day-in-future = Этот день ещё не наступил: «{ $text }». Напишите день, когда это сделано.
refusal-day-in-past = Этот день уже прошёл: «{ $text }». Напишите день впереди, например «до 28 февраля».
refusal-has-a-day = У этого пункта срок назван в плане, свой поставить нельзя.
refusal-empty-reason = Напишите причину хотя бы одним словом.
refusal-long-text = Слишком длинно. Уложитесь в { $limit } знаков.
refusal-undo-others = Эта отметка не ваша: отменить её может координатор.
refusal-undo-late = Прошло больше недели: попросите координатора отменить отметку.
refusal-no-such-level = Уровень бывает 40, 60 или 80 часов.
refusal-no-entry = Этой записи уже нет.
