# Просьбы школ: одинаковые переносы вместе, вопросы.

wishes-title = <b>Просьбы: { $number }</b>
wishes-none = Просьб без ответа нет.
wishes-one = { $place }. { $organisation } просит срок до { $day }: { $name }
wishes-alike = { $place }. { $schools ->
    [one] { $schools } школа просит
    [few] { $schools } школы просят
   *[many] { $schools } школ просят
} срок до { $day }: { $name }
wishes-question = { $place }. Вопрос, { $organisation }: «{ $text }» — { $name }
alike-title = Просят срок до { $day }: <b>{ $name }</b>
alike-line = { $place }. { $organisation }: { $reason }
alike-more = … и ещё { $number }
alike-button-yes = ✅ Разрешить всем: { $number }
alike-button-no = Отказать всем: { $number }
alike-granted = Срок перенесён: { $schools ->
    [one] { $schools } школа.
    [few] { $schools } школы.
   *[many] { $schools } школ.
}
alike-declined = Отказ отправлен: { $schools ->
    [one] { $schools } школа.
    [few] { $schools } школы.
   *[many] { $schools } школ.
}
