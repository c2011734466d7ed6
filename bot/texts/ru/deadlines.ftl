# Команда deadlines
cli-deadlines = Понять сроки: фраза на строку.
cli-deadlines-year = Учебный год плана: 2023 для 2023/2024. Без него берётся идущий.
deadlines-clear = { $phrase } → { $words }
deadlines-doubtful = { $phrase } → { $words } [{ $doubts }]
deadlines-unrecognised = срок не понят
refusal-deadlines-bad-line = Строка { $number } не читается: нужен JSON с полями text, school_year и approved_on.
