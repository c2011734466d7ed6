"""A doubt: something a person should look at before it is relied on.

Doubts are codes with parameters; `bot/texts` words them. A reading that may be wrong always carries one: a wrong day
said in silence is the worst outcome there is.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at, for example `Doubt.of("no_such_date", text="30 февраля 2024")`."""

    code: str
    params: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, **params: object) -> "Doubt":
        return cls(code, tuple((name, str(value)) for name, value in params.items()))

    def as_json(self) -> dict[str, str]:
        return {"code": self.code, **dict(self.params)}
