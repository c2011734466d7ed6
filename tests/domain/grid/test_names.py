from bot.domain.grid import short_names


def test_a_short_name_is_cut_at_a_words_end_without_little_words() -> None:
    assert short_names(["Разработка плана профориентационной работы в образовательной организации"]) == (
        "Разработка плана профориентационной работы",
    )


def test_a_quote_that_the_cut_would_open_is_left_out() -> None:
    assert short_names(["Обучение региональной команды «Билета в будущее» летом"]) == ("Обучение региональной команды",)


def test_names_alike_are_told_apart() -> None:
    title = "Организация и проведение региональных мероприятий по актуальным вопросам"
    assert short_names([title, title, "Организация"]) == (
        "Организация и проведение региональных…",
        "Организация и проведение региональных… (2)",
        "Организация",
    )


def test_a_name_does_not_wait_for_a_noun() -> None:
    """Where enough is left, adjectives without their noun go; elsewhere the cut is seen."""
    assert short_names(["Сбор согласий на обработку персональных данных участников проекта"]) == (
        "Сбор согласий на обработку",
    )
    assert short_names(["Актуализация дополнительных общеобразовательных общеразвивающих программ"]) == (
        "Актуализация дополнительных…",
    )


def test_a_short_title_is_its_own_name() -> None:
    assert short_names(["Отчёт за год."]) == ("Отчёт за год",)
