"""Finds and replaces the open parameters in any part of a regulation."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from schemes.regulation.open import OpenParameter

from .marks import Place


def openings(part: object, place: Place = ()) -> Iterator[tuple[Place, OpenParameter]]:
    """Every open parameter with its place."""
    if isinstance(part, OpenParameter):
        yield place, part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from openings(getattr(part, name), (*place, name))
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from openings(value, (*place, str(key)))
    elif isinstance(part, tuple):
        for n, value in enumerate(part):
            yield from openings(value, (*place, n))


def replaced(data: Any, values: dict[str, Any]) -> Any:
    """Dumped data in which the named open parameters have become their values."""
    if isinstance(data, dict):
        if data.get("open") is True and data.get("name") in values:
            return values[data["name"]]
        return {key: replaced(value, values) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [replaced(value, values) for value in data]
    return data
