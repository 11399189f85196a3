"""The value of a question's answer as it stands; what is empty or malformed is simply not there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from schemes.regulation import Form, Question
from schemes.regulation.eligibility import When

from .layout import Layout, Slot, row_slots, rows_in, slots
from .typed import YES, parse


@dataclass(frozen=True, kw_only=True)
class Table:
    """A growing table: whether there is anything to state (None: not said), and its rows by column."""

    had: bool | None
    rows: tuple[dict[str, Any], ...]

    @property
    def complete(self) -> bool:
        """Whether it says none, or some with at least one row."""
        return self.had is False or (self.had is True and bool(self.rows))


def value(question: Question, layout: Layout, fields: Mapping[str, str]) -> Any:
    """A plain value or None; series by year; self-assessment by item; a :class:`Table`, or one by kind of event."""
    match question.type:
        case "series":
            return dict(_by_tail(question, layout, fields, int))
        case "self_assessment":
            return dict(_by_tail(question, layout, fields, str))
        case "certificates" | "awards_held":
            return _table(question, question.key, fields)
        case "events":
            return {kind.value: _table(question, f"{question.key}-{kind.value}", fields) for kind in question.choices}
        case "evidence":
            return None
    (slot,) = slots(question, layout, fields)
    return lenient(slot, fields)


def lenient(slot: Slot, fields: Mapping[str, str]) -> Any:
    """A field's value, None where it is empty or malformed."""
    try:
        return parse(slot, fields.get(slot.name, ""))
    except ValidationError:
        return None


def applies(question: Question, form: Form, layout: Layout, fields: Mapping[str, str]) -> bool:
    """Whether a question is to be answered: it has no condition, or its condition holds."""
    return question.when is None or holds(question.when, form, layout, fields)


def holds(when: When, form: Form, layout: Layout, fields: Mapping[str, str]) -> bool:
    """Whether another answer has the value that a condition asks for."""
    asked = next((question for question in form.questions() if question.key == when.fact), None)
    return asked is not None and value(asked, layout, fields) == when.equals


def _by_tail(question: Question, layout: Layout, fields: Mapping[str, str], key: type) -> Iterator[tuple[Any, Any]]:
    for slot in slots(question, layout, fields):
        found = lenient(slot, fields)
        if found is not None:
            yield key(slot.name[len(question.key) + 1 :]), found


def _table(question: Question, prefix: str, fields: Mapping[str, str]) -> Table:
    said = fields.get(f"{prefix}-had", "")
    rows = tuple(_row(question, prefix, number, fields) for number in rows_in(prefix, fields))
    return Table(had=said == YES if said else (True if rows else None), rows=rows)


def _row(question: Question, prefix: str, number: int, fields: Mapping[str, str]) -> dict[str, Any]:
    return {slot.name.rsplit("-", 1)[1]: lenient(slot, fields) for slot in row_slots(question, prefix, number)}
