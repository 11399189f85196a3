"""Parameters that a regulation needs and does not state (G-10)."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .stages import StageKind
from .text import Term, Text

Unit = Literal[
    "working_days", "days", "months", "years", "percent", "points", "yuan", "count", "date", "choice", "text", "yes_no"
]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class OpenParameter(Term):
    """A value the text leaves open; the edition must supply it with its basis before ``needed_by`` opens."""

    open: Literal[True]
    name: Name
    asks: Text
    unit: Unit
    needed_by: StageKind
    choices: tuple[str, ...] = ()


Count = Annotated[int, Field(ge=0)]
Whole = Count | OpenParameter
Number = Annotated[Decimal, Field(ge=0)] | OpenParameter
