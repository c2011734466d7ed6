"""Names that a plan itself declares to be the regional operator («Региональный оператор – ТОГОАУ ДПО «Институт…»»)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.domain.grid.plan import Party, PartyRole

_DECLARED = re.compile(
    r"региональн\w+ (?:оператор|координатор)\w*[^«\"–—-]{0,150}\s?[–—-]\s?[^«\"]{0,250}[«\"]([^»\"]{4,200})[»\"]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Operators:
    names: frozenset[str]

    @classmethod
    def named_in(cls, texts: Iterable[str]) -> "Operators":
        return cls(frozenset(match.casefold() for text in texts for match in _DECLARED.findall(text)))

    def known(self, parties: Sequence[Party]) -> tuple[Party, ...]:
        """The same parties, declared operators with their role."""
        return tuple(replace(p, role=PartyRole.REGIONAL_OPERATOR) if self._is(p) else p for p in parties)

    def _is(self, party: Party) -> bool:
        lowered = party.text.casefold()
        institute = party.role in {PartyRole.REGIONAL_INSTITUTE, PartyRole.UNKNOWN}
        return institute and any(name in lowered for name in self.names)
