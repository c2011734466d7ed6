# Что пункт просит после отметки: словами и кнопками.

row-demands = После отметки спросит: { $words }
row-demands-none = После отметки ничего не спросит
button-row-demands = Что спрашивать
button-demands-read = Как в словах плана
demands-how = Что спросить после отметки? Ответить на это необязательно. Процент школ бот считает сам.
demands-about-pupils = Файл здесь не предлагается: это списки, согласия или диагностика обучающихся. Хватит числа.

demand-level = уровень школы
demand-hours = часы по направлениям
demand-order = приказ
demand-link = ссылка
demand-file = файл
demand-pupils = число обучающихся
demand-all-pupils = сколько обучающихся всего
demand-classes = число классов
demand-teachers = число педагогов
demand-all-teachers = сколько педагогов всего
demand-parents = число родителей
demand-events = число мероприятий
demand-lessons = число уроков
demand-documents = число документов
demand-agreements = число договоров
demand-programmes = число программ
demand-publications = число публикаций
demand-schools = число школ
demand-text = несколько слов

demand-short-level = уровень
demand-short-hours = часы
demand-short-order = приказ
demand-short-link = ссылка
demand-short-file = файл
demand-short-pupils = обучающиеся
demand-short-all-pupils = все обучающ.
demand-short-classes = классы
demand-short-teachers = педагоги
demand-short-all-teachers = все педагоги
demand-short-parents = родители
demand-short-events = мероприятия
demand-short-lessons = уроки
demand-short-documents = документы
demand-short-agreements = договоры
demand-short-programmes = программы
demand-short-publications = публикации
demand-short-schools = школы
demand-short-text = словами
