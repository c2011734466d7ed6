"""Names of organisations in one list: in a region «СОШ № 1» stands in many districts, and then each is named with its
own."""

from collections import Counter
from collections.abc import Iterable
from typing import Protocol


class Named(Protocol):
    """What is asked of an organisation."""

    id: int
    parent_id: int | None
    short_name: str


def told_apart(places: Iterable[Named]) -> dict[int, str]:
    """Organisation id → its short name, with that of the organisation above it where the list has the name twice."""
    known = {place.id: place for place in places}
    times = Counter(place.short_name.casefold() for place in known.values())
    named = {}
    for place in known.values():
        above = known.get(place.parent_id) if place.parent_id is not None else None
        twice = above is not None and times[place.short_name.casefold()] > 1
        named[place.id] = f"{place.short_name} ({above.short_name})" if above and twice else place.short_name
    return named
