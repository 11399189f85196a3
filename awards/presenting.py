"""How answers are laid out for reading: sections, numbered answers, tables of figures, files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from schemes.regulation import Clause, Question, Section, Text

from .answers import applies, slots, value
from .answers.layout import COLUMNS, Slot
from .answers.reading import Table, lenient
from .computed import computed
from .material import Material, Proof

SHOWN_AS = {
    "line": "fact", "whole": "fact", "decimal": "fact", "date": "fact", "yes_no": "fact", "choice": "fact",
    "text": "words", "series": "figures", "certificates": "table", "awards_held": "table", "events": "events",
    "self_assessment": "items", "evidence": "files",
}  # fmt: skip
GROUPED = ("fact", "figures", "files")
YES, NO = _("Yes"), _("No")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of a table: ``cells`` to show as they are; ``had`` and ``rows`` for a kind of event."""

    label: Any = ""
    number: str = ""
    cells: tuple[Any, ...] = ()
    had: bool | None = None
    rows: tuple[tuple[Any, ...], ...] = ()
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A figure: as declared, and as it follows from the other figures where that can be computed."""

    declared: Any
    computed: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class PresentedAnswer:
    """One question with what was answered. ``shown_as`` decides how: fact words figures table events items files."""

    key: str
    number: str
    label: Text
    shown_as: str
    unit: Text | None = None
    said: Any = None
    had: bool | None = None
    head: tuple[Any, ...] = ()
    rows: tuple[Row, ...] = ()
    proofs: tuple[Proof, ...] = ()
    clauses: tuple[Clause, ...] = ()
    applies: bool = True


@dataclass(frozen=True, kw_only=True)
class Block:
    """Neighbouring answers that are shown together."""

    shown_as: str
    answers: tuple[PresentedAnswer, ...]
    head: tuple[Any, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PresentedSection:
    """A section with its answers in order."""

    key: str
    number: int
    title: Text
    answers: tuple[PresentedAnswer, ...]
    blocks: tuple[Block, ...] = field(default=())


def present(material: Material) -> tuple[PresentedSection, ...]:
    """Every section in the form's order; questions that do not apply are left out."""
    return tuple(_section(material, section, number) for number, section in enumerate(material.form.sections, 1))


def _section(material: Material, section: Section, number: int) -> PresentedSection:
    answers = tuple(
        _answer(material, question, f"{number}.{place}")
        for place, question in enumerate(section.questions, 1)
        if applies(question, material.form, material.layout, material.fields)
    )
    return PresentedSection(
        key=section.key, number=number, title=section.title, answers=answers, blocks=tuple(blocks_of(answers))
    )


def blocks_of(answers: tuple[PresentedAnswer, ...]) -> Iterator[Block]:
    """Neighbouring answers of one kind together."""
    for (shown_as, head), several in groupby(answers, key=lambda answer: (answer.shown_as, answer.head)):
        together = tuple(several)
        if shown_as in GROUPED:
            yield Block(shown_as=shown_as, answers=together, head=head)
        else:
            yield from (Block(shown_as=shown_as, answers=(one,), head=head) for one in together)


def _answer(material: Material, question: Question, number: str) -> PresentedAnswer:
    shown_as = SHOWN_AS[question.type]
    regulation = material.regulation
    return PresentedAnswer(
        key=question.key, number=number, label=question.label, shown_as=shown_as, unit=question.unit,
        clauses=tuple(regulation.clause(id) for id in question.clauses),
        proofs=material.by_question.get(question.key, ()),
        **_CONTENT[shown_as](material, question),
    )  # fmt: skip


def _fact(material: Material, question: Question) -> dict[str, Any]:
    (slot,) = slots(question, material.layout, material.fields)
    return {"said": said(slot, material.fields)}


def _figures(material: Material, question: Question) -> dict[str, Any]:
    every = {
        other.key: value(other, material.layout, material.fields)
        for other in material.form.questions()
        if other.type == "series"
    }
    follows = computed(question.key, every)
    asked = slots(question, material.layout, material.fields)
    years = material.layout.years(question)
    cells = tuple(
        Cell(declared=said(slot, material.fields), computed=follows.get(year))
        for slot, year in zip(asked, years, strict=True)
    )
    return {"rows": (Row(cells=cells),), "head": years}


def _table(material: Material, question: Question) -> dict[str, Any]:
    found: Table = value(question, material.layout, material.fields)
    head = tuple(label for _name, _type, label, _required in COLUMNS[question.type])
    rows = tuple(Row(cells=cells) for cells in _cells(question, found)) if found.had else ()
    return {"had": found.had, "head": head, "rows": rows}


def _events(material: Material, question: Question) -> dict[str, Any]:
    found: Mapping[str, Table] = value(question, material.layout, material.fields)
    rows = tuple(
        Row(
            label=kind.label, key=kind.value, had=found[kind.value].had,
            rows=tuple(_cells(question, found[kind.value])) if found[kind.value].had else (),
        )
        for kind in question.choices
    )  # fmt: skip
    return {"rows": rows, "head": tuple(label for _name, _type, label, _required in COLUMNS["events"])}


def _items(material: Material, question: Question) -> dict[str, Any]:
    rows = tuple(
        Row(
            number=item.number, label=item.name, key=item.key,
            cells=(material.fields.get(f"{question.key}-{item.key}", ""),),
        )
        for item in material.layout.items
    )  # fmt: skip
    return {"rows": rows}


def _nothing(material: Material, question: Question) -> dict[str, Any]:
    return {}


_CONTENT = {
    "fact": _fact, "words": _fact, "figures": _figures, "table": _table, "events": _events, "items": _items,
    "files": _nothing,
}  # fmt: skip


def _cells(question: Question, table: Table) -> Iterator[tuple[Any, ...]]:
    labels = {choice.value: choice.label for choice in question.choices}
    for row in table.rows:
        yield tuple(labels.get(cell, cell) if isinstance(cell, str) else cell for cell in row.values())


def said(slot: Slot, fields: Mapping[str, str]) -> Any:
    """What to show for a field: its value in words, or the text as typed where it cannot be read."""
    found = lenient(slot, fields)
    if found is None:
        return fields.get(slot.name, "")
    if isinstance(found, bool):
        return YES if found else NO
    if slot.type == "choice":
        return next(choice.label for choice in slot.choices if choice.value == found)
    return found if isinstance(found, date) else _grouped(found)


def _grouped(found: Any) -> str:
    if isinstance(found, int | Decimal):
        return f"{found:,}"
    return str(found)
