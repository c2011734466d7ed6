"""The time zones of Russia by IANA name; their cities stand in `texts/ru/zones.ftl` as `zone-<name>`."""

from bot.domain.errors import Refusal

MAIN_ZONES = (
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Novosibirsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
)
"""One for each distance from Moscow, from west to east."""

OTHER_ZONES = (
    "Europe/Simferopol",
    "Europe/Kirov",
    "Europe/Volgograd",
    "Europe/Astrakhan",
    "Europe/Saratov",
    "Europe/Ulyanovsk",
    "Asia/Barnaul",
    "Asia/Tomsk",
    "Asia/Novokuznetsk",
    "Asia/Chita",
    "Asia/Khandyga",
    "Asia/Ust-Nera",
    "Asia/Sakhalin",
    "Asia/Srednekolymsk",
    "Asia/Anadyr",
)

RUSSIAN_ZONES = MAIN_ZONES + OTHER_ZONES


def known_zone(name: str) -> str:
    """The name itself when it is a zone of Russia. Raises Refusal zone-unknown."""
    if name not in RUSSIAN_ZONES:
        raise Refusal("zone-unknown")
    return name
