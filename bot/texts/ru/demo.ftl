# Песочница с примером: что печатает make demo.

demo-reason-not-ours = школа участвует в «Билете в будущее»
demo-role-admin = администратор района
demo-role-coordinator = координатор, { $school }
demo-role-teacher = педагог, { $school }

demo-wait = Готовлю район с шестью школами: люди, план, лето. Это несколько секунд.

# Первые шаги: те же строки печатает команда и показывает страница.
demo-tip-mark = { $coordinator }: цифра под списком, «✅ Выполнено», «↩️ Отменить отметку»
demo-tip-clock = Часы на «завтра утром»: придёт сводка
demo-tip-teacher = «К ближайшему четвергу», потом «днём». { $teacher }: ответ одним касанием
demo-tip-admin = { $admin }: /status, /export или файл своего плана

demo-ready =
    Песочница открыта: { $address }

    Сейчас в ней { $moment }: план запущен, лето прошло, до первого занятия курса три дня.
    Что попробовать:
    { $steps }
    Пример плана: { $plan }
    Остановить: Ctrl+C. Продолжить с того же места: .venv/bin/python -m bot demo --keep

refusal-demo-port-busy = Порт { $port } занят. Возьмите другой: .venv/bin/python -m bot demo --port 8091
refusal-demo-bot-stopped = Бот в песочнице остановился. Причина — в строках выше.
