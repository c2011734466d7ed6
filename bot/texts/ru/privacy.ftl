# Свои данные: показать, выгрузить, стереть.

privacy-title = <b>Мои данные</b>
privacy-name = Имя: { $name }
privacy-account = Аккаунт: Telegram, номер { $number }
privacy-role = Роль: { $role }, { $organisation }
privacy-roles-none = Ролей нет.
privacy-consent = Согласие: редакция { $version }, дано { $day }
privacy-counts = Отметок: { $marks }, записей: { $entries }, подтверждений: { $evidence }, ответов о занятиях: { $lessons }.
privacy-terms = Кто отвечает: { $operator }.

privacy-button-consent = Текст согласия
privacy-button-file = Скачать мои данные
privacy-button-erase = Отозвать и стереть
privacy-file-name = Мои данные.json
privacy-file-caption = Здесь всё, что бот хранит о вас.
privacy-erase-ask = Отозвать согласие и стереть данные?
    Имя и номер аккаунта исчезнут сразу, напоминания прекратятся. Отметки останутся в отчётах без имени. Вернуться можно по новому приглашению.
privacy-erase-alone = Без администратора останется: { $names }. Сначала можно пригласить другого: /people
privacy-erase-yes = Да, стереть
privacy-erased = Данные стёрты, согласие отозвано. Чтобы вернуться, понадобится новое приглашение.
privacy-nothing = О вас ничего не хранится.

data-name = Имя
data-designation = Должность
data-account = Аккаунт
data-consent = Согласие
data-version = Редакция
data-when = Когда
data-zone = Часовой пояс
data-settings = Настройки
data-last-tap = Последнее нажатие
data-roles = Роли
data-organisation = Организация
data-role = Роль
data-from = С
data-until = По
data-facts = Действия
data-kind = Вид
data-what = Что
data-mark = отметка
data-entry = запись
data-evidence = подтверждение
data-assignment = назначение
data-lesson = занятие
data-audit = изменение прав
