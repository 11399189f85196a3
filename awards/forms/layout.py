"""How a section's fields are arranged on its page: numbered questions, tables of figures, growing tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.forms import BoundField

from schemes.regulation import Clause, Question, Text
from schemes.regulation.eligibility import When

from ..answers import NO, YES, applies, value
from ..answers.layout import COLUMNS, rows_in
from ..computed import computed
from ..material import Material, Proof
from .answers import SectionForm

ARRANGED = {
    "series": "figures", "certificates": "table", "awards_held": "table", "events": "events",
    "self_assessment": "items", "evidence": "files",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """One row of a growing table."""

    number: int
    fields: tuple[BoundField, ...]


@dataclass(frozen=True, kw_only=True)
class Growing:
    """A growing table: whether there is anything to state, then its rows. ``label`` names a kind of event."""

    prefix: str
    had: BoundField
    rows: tuple[TableRow, ...]
    label: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A numbered question with its fields; ``when_field`` and ``when_value``: the answer on this page that shows it."""

    number: str
    question: Question
    arranged: str
    clauses: tuple[Clause, ...]
    fields: tuple[BoundField, ...] = ()
    tables: tuple[Growing, ...] = ()
    proofs: tuple[Proof, ...] = ()
    computed: tuple[Any, ...] = ()
    items: tuple[Any, ...] = ()
    when_field: str = ""
    when_value: str = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Neighbouring questions that are shown together; ``years`` heads a table of figures."""

    arranged: str
    asked: tuple[Asked, ...]
    years: tuple[int, ...] = field(default=())


def arrange(form: SectionForm, material: Material, number: str) -> tuple[Group, ...]:
    """A section's questions in groups; those that another page's answer rules out are left out. Files come last.

    ``number`` stands before each question's own: ``3.``, or nothing.
    """
    asked = [
        _asked(form, material, question, f"{number}{place}")
        for place, question in enumerate(form.section.questions, 1)
        if _can_apply(form, material, question)
    ]
    asked.sort(key=lambda one: one.arranged == "files")
    return tuple(_groups(asked, material))


def _groups(asked: list[Asked], material: Material) -> Iterator[Group]:
    def kind(one: Asked) -> tuple[str, tuple[int, ...]]:
        return one.arranged, material.layout.years(one.question) if one.arranged == "figures" else ()

    for (arranged, years), several in groupby(asked, key=kind):
        yield Group(arranged=arranged, asked=tuple(several), years=years)


def _asked(form: SectionForm, material: Material, question: Question, number: str) -> Asked:
    arranged = ARRANGED.get(question.type, "field")
    fields = tuple(form[slot.name] for slot in form.slots[question.key])
    when = question.when if question.when and _on_page(form, question.when) else None
    return Asked(
        number=number, question=question, arranged=arranged,
        clauses=tuple(material.regulation.clause(id) for id in question.clauses),
        fields=() if arranged in ("table", "events") else fields,
        tables=_tables(form, question, arranged), proofs=material.by_question.get(question.key, ()),
        computed=_computed(material, question),
        items=tuple(zip(material.layout.items, fields, strict=True)) if arranged == "items" else (),
        when_field=when.fact if when else "", when_value=_wanted(when) if when else "",
    )  # fmt: skip


def _can_apply(form: SectionForm, material: Material, question: Question) -> bool:
    if question.when is None or _on_page(form, question.when):
        return True
    return applies(question, material.form, material.layout, material.fields)


def _on_page(form: SectionForm, when: When) -> bool:
    return any(question.key == when.fact for question in form.section.questions)


def _wanted(when: When) -> str:
    if isinstance(when.equals, bool):
        return YES if when.equals else NO
    return when.equals


def _tables(form: SectionForm, question: Question, arranged: str) -> tuple[Growing, ...]:
    if arranged == "table":
        return (_growing(form, question, question.key, None),)
    if arranged == "events":
        return tuple(_growing(form, question, f"{question.key}-{kind.value}", kind.label) for kind in question.choices)
    return ()


def _growing(form: SectionForm, question: Question, prefix: str, label: Text | None) -> Growing:
    columns = [name for name, *_ in COLUMNS[question.type]]
    # Every row's fields are in the form, filled or spare, so its first column tells which rows there are.
    names = dict.fromkeys(form.fields, "x")
    rows = tuple(
        TableRow(number=number, fields=tuple(form[f"{prefix}-{number}-{column}"] for column in columns))
        for number in rows_in(prefix, names)
    )
    return Growing(prefix=prefix, had=form[f"{prefix}-had"], rows=rows, label=label)


def _computed(material: Material, question: Question) -> tuple[Any, ...]:
    if question.type != "series":
        return ()
    every = {
        other.key: value(other, material.layout, material.fields)
        for other in material.form.questions()
        if other.type == "series"
    }
    follows = computed(question.key, every)
    return tuple(follows.get(year) for year in material.layout.years(question)) if follows else ()
