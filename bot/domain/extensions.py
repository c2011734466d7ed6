"""Another due day for one organisation: its own where the plan names none, or a later one that was asked for.

    asked ──grant──▶ granted          own: nobody has to grant it
    asked ──decline──▶ declined
    asked ──a newer request──▶ withdrawn

Until the answer the old day counts.
"""

from enum import StrEnum


class ExtensionState(StrEnum):
    OWN = "own"
    ASKED = "asked"
    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
