"""Numbers inside a button's data."""

from typing import Annotated

from pydantic import Field

Id = Annotated[int, Field(ge=0, lt=2**63)]
Small = Annotated[int, Field(ge=0, lt=2**31)]
"""Numbers as the databases hold them: a forged one beyond them is no button of ours."""
