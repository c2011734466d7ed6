"""A plan as it was understood: measures in order, sections, and every row that became neither, with the reason."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.deadline import Deadline
from bot.domain.doubts import Doubt


class PartyRole(StrEnum):
    """Whom a responsible cell names. `UNKNOWN` is asked of a person."""

    MUNI_AUTHORITY = "muni_authority"
    MUNI_BOARD = "muni_board"
    MUNI_WORKING_GROUP = "muni_working_group"
    MUNI_METHOD_CENTRE = "muni_method_centre"
    MUNI_METHOD_GROUP = "muni_method_group"
    SCHOOL = "school"
    SCHOOL_HEAD = "school_head"
    SCHOOL_ADMIN = "school_admin"
    SCHOOL_DEPUTY = "school_deputy"
    SCHOOL_DEPUTY_FACILITIES = "school_deputy_facilities"
    SCHOOL_RESPONSIBLE = "school_responsible"
    CLASS_TEACHER = "class_teacher"
    NAVIGATOR = "navigator"
    VOCATIONAL_TEACHER = "vocational_teacher"
    REGIONAL_MINISTRY = "regional_ministry"
    REGIONAL_OPERATOR = "regional_operator"
    REGIONAL_INSTITUTE = "regional_institute"
    FEDERAL_OPERATOR = "federal_operator"
    COPP_PARTNER = "copp_partner"
    COLLEGE_PARTNER = "college_partner"
    UNIVERSITY_PARTNER = "university_partner"
    EMPLOYER_PARTNER = "employer_partner"
    SOCIAL_PARTNER = "social_partner"
    EXTRA_EDUCATION = "extra_education"
    UNKNOWN = "unknown"


SCHOOL_ROLES = frozenset(
    {
        PartyRole.SCHOOL,
        PartyRole.SCHOOL_HEAD,
        PartyRole.SCHOOL_ADMIN,
        PartyRole.SCHOOL_DEPUTY,
        PartyRole.SCHOOL_DEPUTY_FACILITIES,
        PartyRole.SCHOOL_RESPONSIBLE,
        PartyRole.CLASS_TEACHER,
        PartyRole.NAVIGATOR,
        PartyRole.VOCATIONAL_TEACHER,
    }
)


@dataclass(frozen=True, slots=True)
class Party:
    """One of those a row names, in the author's words; conditions («не являющиеся участниками…») stay in the text."""

    text: str
    role: PartyRole

    def as_json(self) -> dict[str, str]:
        return {"text": self.text, "role": self.role.value}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One measure. Texts are the author's with white space folded.

    `position` counts from 0. `parent` is the number of the measure above («3» of «3.1»), None when that is a section.
    `extra` are further columns as (heading, text), blank ones left out.
    """

    position: int
    number: str | None
    section: str | None
    title: str
    deadline_text: str
    responsible_text: str | None
    result_text: str | None
    deadline: Deadline
    parties: tuple[Party, ...]
    short_name: str
    doubts: tuple[Doubt, ...] = ()
    parent: str | None = None
    extra: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "number": self.number,
            "section": self.section,
            "title": self.title,
            "deadline_text": self.deadline_text,
            "responsible_text": self.responsible_text,
            "result_text": self.result_text,
            "deadline": self.deadline.as_json(),
            "parties": [party.as_json() for party in self.parties],
            "short_name": self.short_name,
            "parent": self.parent,
            "extra": [{"column": column, "text": text} for column, text in self.extra],
            "doubts": [doubt.as_json() for doubt in self.doubts],
        }


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is no measure and no section. The reason is a code, for example `column_numbers`."""

    text: str
    reason: str

    @property
    def furniture(self) -> bool:
        """Whether the row says nothing: a repeated heading, a page number. The rest a person may want to see."""
        return self.reason in {"heading", "column_numbers", "repeated_heading", "page_number", "blank_form"}

    def as_json(self) -> dict[str, str]:
        return {"text": self.text, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan of a document: rows in = measures + sections + rejected."""

    title: str | None
    school_year: int
    approved_on: date | None
    columns: tuple[str, ...]
    sections: tuple[str, ...]
    measures: tuple[PlanRow, ...]
    doubts: tuple[Doubt, ...] = ()
    rejected: tuple[Rejected, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The JSON of `import --dry-run --json`."""
        return {
            "title": self.title,
            "school_year": self.school_year,
            "approved_on": self.approved_on.isoformat() if self.approved_on else None,
            "columns": list(self.columns),
            "sections": list(self.sections),
            "measures": [measure.as_json() for measure in self.measures],
            "doubts": [doubt.as_json() for doubt in self.doubts],
            "rejected": [row.as_json() for row in self.rejected],
        }
