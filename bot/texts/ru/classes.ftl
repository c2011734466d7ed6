# Классы курса «Россия – мои горизонты».

classes-ask = Какие классы ведут «Россия – мои горизонты»? Напишите в одну строку, например: 6А 6Б 7А 10 11
    Без классов не будет и напоминаний { $every }. Добавить их можно позже: «Настройки» → «Классы».
classes-ask-more = Напишите классы в одну строку, например: 6А 6Б 7А 10 11
classes-added = { $count ->
        [0] Новых классов нет.
        [one] Добавлен { $count } класс: { $names }.
        [few] Добавлено { $count } класса: { $names }.
       *[many] Добавлено { $count } классов: { $names }.
    }
classes-known = Уже были: { $names }.
classes-time-ask = Во сколько обычно занятие { $on }? Напишите время, например 8:30
    Своё время у класса можно поставить потом.
classes-own-ask = { $school }. Отметьте свои классы: ✅ — ваши, «·» — у другого педагога.
    По ним придут напоминание о занятии и один вопрос после него.
classes-own-empty = { $school }: координатор ещё не назвал классы. Когда они появятся, отметьте свои: «Настройки» → «Мои классы».
classes-own-done = { $count ->
        [0] Своих классов нет. Отметить их можно в настройках.
       *[other] Ваши классы: { $names }.
    }
classes-title = <b>{ $school }</b> · классы
classes-time-line = Обычное время: { $time }
classes-time-none = не задано
classes-empty = Классов пока нет: нет и занятий { $every }.
classes-pick = Нажмите на класс, чтобы сменить время или педагога.
class-card = <b>{ $name }</b>
    Время занятия: { $time }
    Педагог: { $teacher }
class-time-usual = { $time } (как у школы)
class-teacher-none = не назначен
class-teacher-hidden = назначен
class-time-question = Во сколько занятие у { $name }? Напишите время, например 9:25
class-teacher-question = Кто ведёт { $name }?
class-close-question = Убрать { $name } из курса? Проведённые занятия останутся в отчёте.

classes-button-add = Добавить классы
classes-button-time = Обычное время
classes-button-own = Мои классы
classes-button-done = Готово
class-button-time = Время
class-button-teacher = Педагог
class-button-free = Пока никто
class-button-close = Убрать класс
class-button-close-yes = Да, убрать

refusal-class-none = Классов не видно. Напишите в одну строку, например: 6А 6Б 7А 10 11
refusal-class-many = За один раз — не больше { $limit } классов. Пришлите остальные следующим сообщением.
refusal-class-time = «{ $word }» похоже на время. Сейчас нужны только классы: 6А 6Б 7А. Время — следующим вопросом.
refusal-class-and = «{ $grade } и» читается двояко. Напишите класс слитно ({ $grade }И) или без «и»: 10 11
refusal-class-range = «{ $word }» читается как несколько классов сразу. Напишите каждый отдельно: 6А 6Б 7А
refusal-class-unreadable = «{ $word }» не похоже на класс. Напишите так: 6А 6Б 7А 10 11
refusal-class-letters = «{ $word }» — это несколько классов? Тогда напишите: { $split }
refusal-class-grade = Курс идёт в 6–11 классах, а «{ $word }» туда не входит. Пришлите строку без него.
refusal-class-taken = У { $name } уже есть педагог. Сменить его может координатор.
refusal-time-unreadable = Время не понято. Напишите часы и минуты, например 8:30
refusal-time-odd = { $time } — необычное время для урока. Напишите от 7:00 до 21:00.
