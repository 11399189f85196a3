"""What is wrong with an answer before it can be handed in."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from schemes.regulation import Question, Section

from .answers import Slot, parse, slots, value
from .answers.reading import Table
from .material import Material

Sentence = str | Promise
NOT_ANSWERED = _("Not answered yet.")
NO_FILE = _("No file attached yet.")


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A question that is not complete; ``field`` is the field to go to."""

    section: Section
    question: Question
    number: str
    field: str
    problem: Sentence


def problems(question: Question, material: Material) -> Iterator[tuple[str, Sentence]]:
    """Field and sentence for everything empty that must not be, and everything that cannot be read."""
    if question.type == "evidence":
        if question.required and not material.by_question.get(question.key):
            yield question.key, NO_FILE
        return
    asked = slots(question, material.layout, material.fields)
    yield from _malformed(asked, material)
    yield from _empty(question, asked, material)
    yield from _too_long(question, asked, material)


def must_answer(question: Question) -> bool:
    """Whether silence leaves an application incomplete: a table always wants an answer, "none" is one."""
    return question.required or question.type in ("certificates", "awards_held", "events")


def _malformed(asked: tuple[Slot, ...], material: Material) -> Iterator[tuple[str, Sentence]]:
    for slot in asked:
        try:
            parse(slot, material.fields.get(slot.name, ""))
        except ValidationError as error:
            yield slot.name, error.messages[0]


def _empty(question: Question, asked: tuple[Slot, ...], material: Material) -> Iterator[tuple[str, Sentence]]:
    found = value(question, material.layout, material.fields)
    match question.type:
        case "certificates" | "awards_held":
            yield from _table(question.key, found, asked, material)
        case "events":
            for kind in question.choices:
                yield from _table(f"{question.key}-{kind.value}", found[kind.value], asked, material)
        case _ if question.required:
            yield from _blanks(asked, material)


def _table(prefix: str, table: Table, asked: tuple[Slot, ...], material: Material) -> Iterator[tuple[str, Sentence]]:
    if table.had is None or (table.had and not table.rows):
        yield f"{prefix}-had", NOT_ANSWERED
    elif table.had:
        in_rows = tuple(slot for slot in asked if slot.name.startswith(f"{prefix}-") and slot.required)
        yield from _blanks(in_rows, material)


def _blanks(asked: tuple[Slot, ...], material: Material) -> Iterator[tuple[str, Sentence]]:
    blank = [slot for slot in asked if slot.required and not material.fields.get(slot.name, "").strip()]
    if len(blank) > 1 and len(blank) == len(asked):
        yield blank[0].name, NOT_ANSWERED
        return
    for slot in blank:
        yield slot.name, NOT_ANSWERED if len(asked) == 1 else format_lazy("{}: {}", slot.label, NOT_ANSWERED)


def _too_long(question: Question, asked: tuple[Slot, ...], material: Material) -> Iterator[tuple[str, Sentence]]:
    if question.type != "self_assessment" or not question.max_length:
        return
    there = sum(len(material.fields.get(slot.name, "").strip()) for slot in asked)
    if there > question.max_length:
        yield asked[0].name, _("At most %(most)s characters in all; there are %(there)s.") % {
            "most": question.max_length, "there": there,
        }  # fmt: skip
