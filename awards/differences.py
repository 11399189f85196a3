"""The difference between two snapshots of an application, field by field and file by file (G-9)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from schemes.regulation import Clause, Question, Text

from .answers import slots
from .answers.layout import Slot
from .material import Material, Proof
from .presenting import said

SENTENCE = re.compile(r"[^。！？；.!?;\n]*[。！？；.!?;\n]?")
MOST_SENTENCES = 800
Part = tuple[bool, str]  # changed, text


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One field; ``label`` is empty where the question is one field. Texts come in parts, changed ones marked."""

    label: Any
    before: Any
    after: Any
    before_parts: tuple[Part, ...] = ()
    after_parts: tuple[Part, ...] = ()


@dataclass(frozen=True, kw_only=True)
class QuestionChange:
    """One question with the fields and files that differ."""

    number: str
    key: str
    label: Text
    clauses: tuple[Clause, ...]
    fields: tuple[FieldChange, ...]
    added: tuple[Proof, ...]
    removed: tuple[Proof, ...]


def difference(before: Material, after: Material) -> tuple[QuestionChange, ...]:
    """Every question whose answer or files differ, in the form's order."""
    return tuple(
        change
        for number, section in enumerate(after.form.sections, 1)
        for place, question in enumerate(section.questions, 1)
        if (change := _question(before, after, question, f"{number}.{place}")) is not None
    )


def _question(before: Material, after: Material, question: Question, number: str) -> QuestionChange | None:
    old, new = (material.by_question.get(question.key, ()) for material in (before, after))
    fields = tuple(_fields(before, after, question))
    added, removed = _without(new, old), _without(old, new)
    if not (fields or added or removed):
        return None
    clauses = tuple(after.regulation.clause(id) for id in question.clauses)
    return QuestionChange(
        number=number, key=question.key, label=question.label, clauses=clauses, fields=fields, added=added,
        removed=removed,
    )  # fmt: skip


def _fields(before: Material, after: Material, question: Question) -> Iterator[FieldChange]:
    several = slots(question, after.layout, {**before.fields, **after.fields})
    for slot in several:
        old, new = before.fields.get(slot.name, ""), after.fields.get(slot.name, "")
        if old != new:
            parts = _parts(old, new) if slot.type == "text" else ((), ())
            yield FieldChange(
                label=_label(question, slot) if len(several) > 1 else "",
                before=said(slot, before.fields), after=said(slot, after.fields),
                before_parts=parts[0], after_parts=parts[1],
            )  # fmt: skip


def _label(question: Question, slot: Slot) -> Text:
    """The field's own label; in a table with the row it stands in, in the table of events with its kind."""
    steps = slot.name[len(question.key) + 1 :].split("-")
    row = next((int(step) + 1 for step in steps[:-1] if step.isdigit()), None)
    kind = next((kind.label for kind in question.choices if question.type == "events" and kind.value == steps[0]), None)
    zh = [kind.zh if kind else "", f"第{row}条" if row else "", slot.label.zh]
    en = [kind.en if kind else "", f"entry {row}" if row else "", slot.label.en]
    return Text(zh=" ".join(_distinct(zh)), en=" ".join(_distinct(en)))


def _distinct(words: list[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word]


def _without(files: tuple[Proof, ...], others: tuple[Proof, ...]) -> tuple[Proof, ...]:
    there = {proof.pk for proof in others}
    return tuple(proof for proof in files if proof.pk not in there)


def _parts(before: str, after: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Both texts by sentences, those that only one of them has marked; unmarked where they are too long to compare."""
    old, new = (SENTENCE.findall(text) for text in (before, after))
    if max(len(old), len(new)) > MOST_SENTENCES:
        return ((False, before),), ((False, after),)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        tuple((step != "equal", "".join(old[i1:i2])) for step, i1, i2, _j1, _j2 in steps if i2 > i1),
        tuple((step != "equal", "".join(new[j1:j2])) for step, _i1, _i2, j1, j2 in steps if j2 > j1),
    )
