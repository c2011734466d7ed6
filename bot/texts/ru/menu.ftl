# Меню и слова-команды.

menu-greeting = Здравствуйте, { $name }.
    { $roles }
menu-role = { $organisation } — { $role }

role-admin = администратор
role-coordinator = координатор
role-navigator = педагог

menu-button-measures = 📋 Пункты плана
menu-button-import = 📥 План
menu-button-status = 📊 Состояние
menu-button-people = 👥 Люди
menu-button-export = 📤 Отчёт
menu-button-lessons = 🎓 Занятия
menu-button-settings = ⚙️ Настройки

word-measures = сегодня, пункты, план, задачи
word-lessons = занятия, четверг
word-status = статус, состояние
word-export = отчёт, отчет, выгрузка
word-import = загрузить план
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
