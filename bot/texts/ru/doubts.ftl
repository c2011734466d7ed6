# Сомнения о плане целиком
doubt-macros_ignored = в файле есть макросы, они не запускались
doubt-several_plans = в документе несколько планов ({ $count }): { $titles }
doubt-calendar_year = план на календарный { $year } год: месяцы без года отнесены к нему
doubt-school_year_guessed = учебный год в названии не указан, взят { $year }
doubt-no_responsible_column = в плане нет столбца с ответственными

# Сомнения о строке
doubt-schools_only_in_title = в названии упомянуты школы («{ $text }»), а среди ответственных их нет
doubt-schools_only_responsible = школы среди ответственных, а документ, судя по названию, не школьный
doubt-result_names_day = в результате назван другой срок: { $text }
doubt-unknown_party = не разобрано, кто это: { $text }
doubt-nobody_responsible = ответственный не назван
doubt-taken_from_above = ячейка в начале страницы пустая: взято из строки выше
doubt-date_may_be_month = в ячейке стоит дата { $text }; возможно, имелся в виду весь месяц
doubt-inverted_range = конец срока раньше начала: { $text }

# Сомнения о сроке
doubt-year_not_written = год не написан, взят ближайший по смыслу: { $text }
doubt-year_moved = год сдвинут: срок стоял бы раньше утверждения плана: { $text }
doubt-rival_reading = можно понять и иначе: { $text }
doubt-weekday_differs = день недели не совпадает с числом: { $text }
doubt-rest_of_year = взят остаток учебного года: { $text }
doubt-no_such_date = такого дня нет: { $text }
doubt-unread_part = эта часть срока не понята: { $text }
doubt-count_per_period = сказано, сколько раз, но не сказано когда: { $text }
doubt-misspelt = похоже на опечатку: { $text }

doubt-weekend = день приходится на выходной: { $text }
doubt-holiday = день приходится на праздник: { $text }
doubt-in_vacation = день приходится на школьные каникулы: { $text }
doubt-no_turn_this_year = в этот учебный год срок по правилу не попадает: { $text }
doubt-old_year = в словах строки назван прежний год: { $text }
doubt-letter_number = названы номера прежних документов: { $text }
