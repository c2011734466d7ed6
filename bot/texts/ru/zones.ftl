# Часовые пояса России городами.

zone-more = Другой город
zone-main = Главные города

zone-Europe-Kaliningrad = Калининград
zone-Europe-Moscow = Москва
zone-Europe-Samara = Самара
zone-Asia-Yekaterinburg = Екатеринбург
zone-Asia-Omsk = Омск
zone-Asia-Novosibirsk = Новосибирск
zone-Asia-Krasnoyarsk = Красноярск
zone-Asia-Irkutsk = Иркутск
zone-Asia-Yakutsk = Якутск
zone-Asia-Vladivostok = Владивосток
zone-Asia-Magadan = Магадан
zone-Asia-Kamchatka = Петропавловск
zone-Europe-Simferopol = Симферополь
zone-Europe-Kirov = Киров
zone-Europe-Volgograd = Волгоград
zone-Europe-Astrakhan = Астрахань
zone-Europe-Saratov = Саратов
zone-Europe-Ulyanovsk = Ульяновск
zone-Asia-Barnaul = Барнаул
zone-Asia-Tomsk = Томск
zone-Asia-Novokuznetsk = Новокузнецк
zone-Asia-Chita = Чита
zone-Asia-Khandyga = Хандыга
zone-Asia-Ust-Nera = Усть-Нера
zone-Asia-Sakhalin = Южно-Сахалинск
zone-Asia-Srednekolymsk = Среднеколымск
zone-Asia-Anadyr = Анадырь
