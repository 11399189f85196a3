"""Turning values into the fields they are typed in, for whoever fills in a form without a page."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from .typed import NO, YES


def flat(answers: Mapping[str, Any]) -> dict[str, str]:
    """Fields by name from values by question key.

    A series is ``{year: number}``, a self-assessment ``{item: text}``, a table a list of rows (empty: none to state),
    events ``{kind: rows}``. What is already a field by name stays as it is.
    """
    return dict(field for key, answer in answers.items() for field in _fields(key, answer))


def _fields(name: str, answer: Any) -> Iterator[tuple[str, str]]:
    if isinstance(answer, Mapping):
        for part, inner in answer.items():
            yield from _fields(f"{name}-{part}", inner)
    elif isinstance(answer, list | tuple):
        yield f"{name}-had", YES if answer else NO
        for number, row in enumerate(answer):
            yield from _fields(f"{name}-{number}", row)
    else:
        yield name, _written(answer)


def _written(answer: Any) -> str:
    if answer is None:
        return ""
    if isinstance(answer, bool):
        return YES if answer else NO
    return answer.isoformat() if isinstance(answer, date) else str(answer)
