# «Лист школы»: открытые пункты таблицей, туда и обратно.

school-sheet = Лист школы
school-sheet-hint = Заполните жёлтые столбцы и пришлите файл боту. Пустые строки останутся открытыми.
school-sheet-file = Лист школы { $school }.xlsx
school-sheet-key = Ключ строки
school-sheet-row = №
school-sheet-title = Мероприятие
school-sheet-deadline = Срок в плане
school-sheet-due = Срок
school-sheet-day = Выполнено (дата)
school-sheet-proof = Реквизиты или ссылка
school-sheet-number = Число
school-sheet-words = Кратко
school-sheet-said = { $name }: { $n }

school-sheet-caption = Открытые пункты. Заполните даты и пришлите файл сюда: перед записью будет проверка.
school-sheet-preview = <b>Лист школы проверен</b>
school-sheet-marks = Отметок «выполнено»: { $n }
school-sheet-entries = Записей на пунктах всего года: { $n }
school-sheet-proofs = Подтверждений: { $n }
school-sheet-nothing = Записать нечего: в листе нет готовых строк.
school-sheet-bad = Не разобраны строки: { $n }
school-sheet-line = Строка { $line }, { $name }: { $why }
school-sheet-bad-more = И ещё строк: { $n }.
school-sheet-names = Похоже на список людей, в строках: { $lines }. Имён детей здесь быть не должно.
school-sheet-again = Исправьте их и пришлите файл ещё раз.
school-sheet-rest = Остальное можно записать сейчас.
school-sheet-written = Записано строк: { $n }.
school-sheet-fault-key = столбец «Ключ строки» пуст или изменён
school-sheet-fault-foreign = такого пункта у вашей школы нет
school-sheet-fault-twice = один пункт записан дважды
school-sheet-fault-done = пункт уже отмечен
school-sheet-fault-changed = пункт изменился, скачайте лист заново
school-sheet-fault-parent = закроется сам, когда закроются пункты под ним
school-sheet-fault-no-day = нет даты выполнения
school-sheet-fault-day = дата не понята
school-sheet-fault-future = этот день ещё не наступил
school-sheet-fault-number = число должно быть целым, без слов
school-sheet-fault-link = ссылка не похожа на адрес сайта
school-sheet-fault-long = длиннее 300 знаков

button-school-sheet = 📄 Лист школы
button-school-sheet-write = Записать строк: { $n }

refusal-school-sheet-empty = Открытых пунктов нет: лист был бы пустым.
refusal-school-sheet-changed = Пункт «{ $name }» изменился, пока лист ждал. Ничего не записано: пришлите файл ещё раз.
