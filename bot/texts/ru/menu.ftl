# Меню и слова-команды.

menu-greeting = Здравствуйте, { $name }
menu-roles-more = … и ещё { $count }
menu-role = { $organisation } — { $role }

help-admin = <b>Что умеет бот</b>
    План: пришлите файл docx, xlsx, pdf или txt прямо сюда — будет предпросмотр, потом запуск.
    Школы и люди: «люди». Список школ можно вставить текстом, строка — школа.
    Как идут дела: «статус». Таблица для отчёта: «отчёт».
    Свои пункты: «сегодня». Отпуск и время напоминаний: «настройки».
help-coordinator = <b>Что умеет бот</b>
    Что горит: «сегодня». Отметить можно и кнопкой под напоминанием.
    Занятия «Россия – мои горизонты»: «занятия». Отчёт школы: «отчёт».
    Педагоги и приглашения: «люди». Классы, отпуск, время напоминаний: «настройки».
    Найти пункт: «сегодня», кнопка «Поиск», потом слово или номер, например «сайт» или 3.6.
help-navigator = <b>Что умеет бот</b>
    О занятии бот напомнит сам, после него спросит одной кнопкой.
    Свои пункты: «сегодня». Занятия и итоги: «занятия».
    Свои классы, отпуск, время напоминаний: «настройки».
help-nobody = <b>Что умеет бот</b>
    Сейчас у вас нет роли. Пришлите ссылку или код приглашения прямо в этот чат.
help-everybody = Мои данные: /privacy. Передумали на полпути: /cancel.

role-admin = администратор
role-coordinator = координатор
role-navigator = педагог

menu-button-measures = 📋 Пункты плана
menu-button-import = 📥 Планы
menu-button-status = 📊 Состояние
menu-button-people = 👥 Люди
menu-button-export = 📤 Отчёт
menu-button-lessons = 🎓 Занятия
menu-button-settings = ⚙️ Настройки

word-measures = сегодня, пункты, план, задачи
word-lessons = занятия, четверг
word-status = статус, состояние
word-export = отчёт, отчет, выгрузка
word-import = планы, загрузить план
word-people = люди
word-settings = настройки
word-privacy = мои данные
word-help = помощь, меню
word-cancel = отмена

command-start = Начать и меню
command-measures = Пункты плана: что горит
command-lessons = Занятия «Россия – мои горизонты»
command-status = Состояние плана
command-export = Отчёт в xlsx
command-import = Загрузить план
command-people = Люди и приглашения
command-settings = Настройки
command-privacy = Мои данные
command-help = Помощь
command-cancel = Отменить начатое
