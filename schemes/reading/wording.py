"""Says where in a document a problem stands and what was expected there."""

from collections.abc import Iterable
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from schemes.regulation.clauses import AnyRule, Clause
from schemes.regulation.document import Identity
from schemes.regulation.forms import Choice, Form, Question, Section
from schemes.regulation.open import OpenParameter
from schemes.regulation.organs import Stage

from .marks import Document, Place

RULES: dict[str, type[BaseModel]] = {
    get_args(rule.model_fields["kind"].annotation)[0]: rule for rule in get_args(AnyRule)
}
_PARTS: dict[str, tuple[str, str, type[BaseModel] | None]] = {
    "clauses": ("clause", "id", Clause),
    "preamble": ("clause", "id", Clause),
    "common": ("clause", "id", Clause),
    "forms": ("form", "applicant", Form),
    "sections": ("section", "key", Section),
    "questions": ("question", "key", Question),
    "stages": ("stage", "kind", Stage),
    "choices": ("choice", "value", Choice),
}
_EXPECTED = {
    "missing": "expected a value, found nothing",
    "string_type": "expected text, found {found}",
    "string_pattern_mismatch": "expected a match for {pattern}, found {found}",
    "greater_than_equal": "expected {ge} or more, found {found}",
    "greater_than": "expected more than {gt}, found {found}",
    "int_type": "expected a whole number, found {found}",
    "int_parsing": "expected a whole number, found {found}",
    "int_from_float": "expected a whole number, found {found}",
    "decimal_type": "expected a number, found {found}",
    "decimal_parsing": "expected a number, found {found}",
    "bool_type": "expected true or false, found {found}",
    "bool_parsing": "expected true or false, found {found}",
    "date_type": "expected a date, found {found}",
    "date_from_datetime_parsing": "expected a date, found {found}",
    "date_parsing": "expected a date, found {found}",
    "literal_error": "expected {expected}, found {found}",
    "enum": "expected {expected}, found {found}",
    "model_type": "expected terms, found {found}",
    "model_attributes_type": "expected terms, found {found}",
    "tuple_type": "expected a list, found {found}",
    "dict_type": "expected terms, found {found}",
}


def said(document: Document, place: Place, message: str) -> str:
    """One message: file, line, where, what."""
    where = label(document.data, place)
    return ": ".join([str(document.mark(place)), *where, message])


def label(data: Any, place: Place) -> list[str]:
    """The names of the parts on the way to a place."""
    names: list[str] = []
    above = ""
    for n, step in enumerate(place):
        data = _at(data, step)
        if isinstance(step, str):
            above = step
            counted = isinstance(next(iter(place[n + 1 :]), None), int)
            if not (counted and (step in _PARTS or step == "rules")):
                names.append(step)
        elif above == "rules":
            names.append(f"rule {step + 1} ({_named(data, 'kind', '?')})")
        elif above in _PARTS:
            names.append(f"{_PARTS[above][0]} {_named(data, _PARTS[above][1], f'#{step + 1}')}")
        else:
            names.append(f"#{step + 1}")
    return names


def explained(document: Document, error: ValidationError) -> list[str]:
    """Each thing pydantic found, once a place, in the document's own terms."""
    found: dict[Place, str] = {}
    for detail in error.errors():
        place, skipped = _place(document.data, detail["loc"], detail["type"])
        if _right_branch(document.data, detail["loc"], skipped) and place not in found:
            found[place] = said(document, place, _expected(document.data, place, detail))
    return list(found.values())


def choices(words: Iterable[str]) -> str:
    """A list of words one may use."""
    return "one of " + ", ".join(sorted(words))


def _at(data: Any, step: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


def _named(data: Any, key: str, otherwise: str) -> str:
    return str(data.get(key, otherwise)) if isinstance(data, dict) else otherwise


def _place(data: Any, loc: tuple[str | int, ...], kind: str) -> tuple[Place, set[str]]:
    """Drop what pydantic adds to a location (the tags of unions); return the place and the tags."""
    place: Place = ()
    tags: set[str] = set()
    for n, step in enumerate(loc):
        last = n == len(loc) - 1
        if _has(data, step) or (last and kind == "missing"):
            place, data = (*place, step), _at(data, step)
        else:
            tags.add(str(step))
    return place, tags


def _has(data: Any, step: str | int) -> bool:
    inside = isinstance(data, list) and isinstance(step, int) and step < len(data)
    return inside or (isinstance(data, dict) and step in data)


def _right_branch(data: Any, loc: tuple[str | int, ...], tags: set[str]) -> bool:
    """Of a value-or-open union keep the branch that was meant: what says ``open`` is an open parameter."""
    for step in loc:
        if _has(data, step):
            data = _at(data, step)
        elif step == OpenParameter.__name__:
            return isinstance(data, dict) and "open" in data
        elif step in tags and isinstance(data, dict) and "open" in data:
            return False
    return True


def _expected(data: Any, place: Place, detail: ErrorDetails) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_term(data, place)
    if kind == "union_tag_invalid":
        return f"unknown rule kind {context['tag']}, expected {choices(RULES)}"
    if kind == "union_tag_not_found":
        return f"a rule without a kind, expected {choices(RULES)}"
    if kind == "missing" and place[-1] == "name" and _is_open(data, place[:-1]):
        return "expected a name for the open parameter, found nothing"
    if kind == "value_error":
        found = f", found {detail['input']}" if isinstance(detail["input"], str) else ""
        return f"{context['error']}{found}"
    return _EXPECTED.get(kind, detail["msg"]).format(found=_found(detail["input"]), **context)


def _found(value: object) -> str:
    return "terms" if isinstance(value, dict) else "a list" if isinstance(value, list) else str(value)


def _is_open(data: Any, place: Place) -> bool:
    for step in place:
        data = _at(data, step)
    return isinstance(data, dict) and "open" in data


def _unknown_term(data: Any, place: Place) -> str:
    model = _model_at(data, place[:-1])
    known = f", expected {choices(model.model_fields)}" if model else ""
    return f"unknown term{known}"


def _model_at(data: Any, place: Place) -> type[BaseModel] | None:
    if place == ("identity",):
        return Identity
    if _is_open(data, place):
        return OpenParameter
    if len(place) < 2 or not isinstance(place[-2], str):
        return None
    if place[-2] == "rules":
        for step in place:
            data = _at(data, step)
        return RULES.get(str(_named(data, "kind", "")))
    return _PARTS[place[-2]][2] if place[-2] in _PARTS else None
