# Сомнения о плане целиком
doubt-macros_ignored = в файле есть макросы, они не запускались
doubt-several_plans = в документе несколько планов ({ $count }): { $titles }
doubt-school_year_guessed = учебный год в названии не указан, взят { $year }

# Сомнения о строке
doubt-schools_only_in_title = в названии упомянуты школы («{ $text }»), а среди ответственных их нет
doubt-schools_only_responsible = школы среди ответственных, а документ, судя по названию, не школьный
doubt-result_names_day = в результате назван другой срок: { $text }
doubt-unknown_party = не разобрано, кто это: { $text }
doubt-nobody_responsible = ответственный не назван
doubt-date_may_be_month = в ячейке стоит дата { $text }; возможно, имелся в виду весь месяц
doubt-inverted_range = конец срока раньше начала: { $text }
