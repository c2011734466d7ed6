"""Responsible cells as people write them."""

import pytest

from bot.domain.grid import PartyRole
from bot.domain.grid.parties import parties

CASES: dict[str, list[str]] = {
    "Управление образования, руководители ОО": ["muni_authority", "school_head"],
    "Управление образования Общеобразовательные организации": ["muni_authority", "school"],
    "Управление образования Педагоги-навигаторы общеобразовательных организаций": ["muni_authority", "navigator"],
    'Управление образования администрации ЛГО и МАУ ДПО "ЦНМО"': ["muni_authority", "muni_method_centre"],
    "Коллегия управления образования администрации ЛГО": ["muni_board"],
    "Региональный оператор - ГАУ ДПО «Институт развития образования»": ["regional_operator"],
    "Общеобразовательные организации совместно с ДИРО и ПОО": ["school", "regional_institute", "college_partner"],
    "ОО (ответственные за профориентационную работу, классные руководители)": [
        "school",
        "school_responsible",
        "class_teacher",
    ],
    "рабочая группа (представители ОО, зам. директора, ЦНМО)": ["muni_working_group"],
    "Образовательные организации, не являющиеся участниками проекта «Билет в будущее»": ["school"],
    "педагоги, реализующие профессиональное обучение": ["vocational_teacher"],
    "Зам. директора по УВР, кл. рук. 9-11 кл.": ["school_deputy", "class_teacher"],
    "заместители директора по АХЧ": ["school_deputy_facilities"],
    "Директор": ["school_head"],
    "Директор техникума": ["college_partner"],
    "Начальник Управления образования": ["muni_authority"],
    "Специалисты Управления образования": ["muni_authority"],
    "Управление образования, спорта и молодёжной политики": ["muni_authority"],
    "Администрация школы, педагог-психолог": ["school_admin", "school_responsible"],
    "Администрация Калининского района": ["muni_authority"],
    "МБОУ «СОШ № 3», МБОУ «Лицей»": ["school", "school"],
    "Центр занятости населения, предприятия города, родители": ["social_partner", "employer_partner", "unknown"],
    "СУЗы, ВУЗы": ["college_partner", "university_partner"],
    "Дом детского творчества": ["extra_education"],
    "Иванова И.И., методист": ["unknown", "muni_method_centre"],
    "Завуч Петрова А.Б.": ["school_deputy"],
    "Министерство образования и науки Тамбовской области": ["regional_ministry"],
    "Фонд гуманитарных проектов": ["federal_operator"],
    "Центр опережающей профессиональной подготовки": ["copp_partner"],
    "": [],
    "-": [],
}


@pytest.mark.parametrize("text", CASES)
def test_everybody_in_a_cell_is_known(text: str) -> None:
    assert [party.role.value for party in parties(text)] == CASES[text]


def test_names_and_conditions_stay_whole() -> None:
    whole = "Образовательные организации, не являющиеся участниками проекта «Билет в будущее»"
    assert [party.text for party in parties(whole)] == [whole]
    institute = "ТОГОАУ ДПО «Институт повышения квалификации работников образования»"
    assert [party.text for party in parties(f"Фонд Гуманитарных Проектов {institute}")] == [
        "Фонд Гуманитарных Проектов",
        institute,
    ]


def test_a_repeated_party_is_named_once() -> None:
    twice = parties("Классные руководители, заместители директоров по УВР, заместители директоров по УВР")
    assert [party.role for party in twice] == [PartyRole.CLASS_TEACHER, PartyRole.SCHOOL_DEPUTY]


def test_words_cut_by_a_line_break_change_nothing() -> None:
    assert parties("Управление\nобразования,\nклассные\nруководители") == parties(
        "Управление образования, классные руководители"
    )
