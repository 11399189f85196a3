"""How two versions of a regulation differ: identity, clauses and forms, in words a reader can check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from schemes.reading.naming import named, words, written
from schemes.regulation.aftermath import Amendment
from schemes.regulation.clauses import Clause
from schemes.regulation.document import Identity, Regulation
from schemes.regulation.forms import Form
from schemes.regulation.text import Text, text

How = Literal["added", "removed", "changed"]
_HOW = {"added": text("新增", "added"), "removed": text("删除", "removed"), "changed": text("修改", "changed")}
_COMPARED = ("article", "says", "reading", "rules")


@dataclass(frozen=True, kw_only=True)
class Change:
    """One place in a clause: its path, what it is called, and its content before and after."""

    place: str
    name: Text
    before: Text
    after: Text

    def describe(self, language: str) -> str:
        """What stood there and what stands there now, in three lines."""
        name, before, after = (text.in_language(language) for text in (self.name, self.before, self.after))
        return f"  {name}\n    - {before}\n    + {after}"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One clause (or question of a form) that differs.

    ``announced_as`` is the clause of the newer document's notice that says so.
    """

    clause: str
    article: str
    how: How
    changes: tuple[Change, ...] = ()
    announced_as: str | None = None

    def describe(self, language: str) -> str:
        """The difference in a few lines of a language (``zh-hans``, ``en``)."""
        announced = f" [{self.announced_as}]" if self.announced_as else ""
        lines = [f"{self.article} ({self.clause}) {_HOW[self.how].in_language(language)}{announced}"]
        return "\n".join([*lines, *(change.describe(language) for change in self.changes)])


def compare(a: Regulation, b: Regulation) -> list[Difference]:
    """The clauses that differ between an older version ``a`` and a newer ``b``, in b's order, removed ones last.

    A notice's own clauses announce differences and are none themselves.
    """
    before = {clause.id: clause for clause in a.clauses + a.common}
    after = {clause.id: clause for clause in b.clauses + b.common}
    announced = {rule.clause: clause.id for clause, rule in b.rules(Amendment)}
    known = words(a, b)
    return [
        _difference(before.get(id), after.get(id), (after.get(id) or before[id]), announced.get(id), known)
        for id in _union(after, before)
        if before.get(id) != after.get(id)
    ]


def compare_identity(a: Regulation, b: Regulation) -> list[Change]:
    """What differs in number, status, dates and the like."""
    return [
        Change(place=name, name=named(name), before=written(old, {}), after=written(new, {}))
        for name in Identity.model_fields
        if (old := getattr(a.identity, name)) != (new := getattr(b.identity, name))
    ]


def compare_forms(a: Regulation, b: Regulation) -> list[Difference]:
    """The questions that differ; ``clause`` is a question's place in its form, ``article`` the form's applicant."""
    before, after = _questions(a.forms), _questions(b.forms)
    known = words(a, b)
    return [
        Difference(
            clause=place,
            article=place.split(".")[0],
            how=_how(before.get(place), after.get(place)),
            changes=tuple(_both(before.get(place), after.get(place), known)),
        )
        for place in _union(after, before)
        if before.get(place) != after.get(place)
    ]


def _difference(
    old: Clause | None, new: Clause | None, clause: Clause, announced: str | None, known: Mapping[str, Text]
) -> Difference:
    changes = tuple(_both(old, new, known, _COMPARED))
    how = _how(old, new)
    return Difference(clause=clause.id, article=clause.article, how=how, changes=changes, announced_as=announced)


def _union(first: Mapping[str, object], second: Mapping[str, object]) -> tuple[str, ...]:
    return (*first, *(key for key in second if key not in first))


def _how(old: object, new: object) -> How:
    return "changed" if old and new else "added" if new else "removed"


def _both(
    old: BaseModel | None, new: BaseModel | None, known: Mapping[str, Text], fields: tuple[str, ...] = ()
) -> Iterator[Change]:
    if old and new:
        for field in fields or type(new).model_fields:
            yield from _changes(getattr(old, field), getattr(new, field), field, named(field), known)


def _changes(old: object, new: object, place: str, name: Text, known: Mapping[str, Text]) -> Iterator[Change]:
    """The innermost places that differ."""
    if old == new:
        return
    if isinstance(old, BaseModel) and type(old) is type(new) and not isinstance(old, Text):
        for field in type(old).model_fields:
            below = _below(name, named(field))
            yield from _changes(getattr(old, field), getattr(new, field), f"{place}.{field}", below, known)
    elif isinstance(old, tuple) and isinstance(new, tuple) and _aligned(old, new):
        for n, (before, after) in enumerate(zip(old, new, strict=True), 1):
            yield from _changes(before, after, f"{place}[{n}]", text(f"{name.zh} {n}", f"{name.en} {n}"), known)
    else:
        yield Change(place=place, name=name, before=written(old, known), after=written(new, known))


def _aligned(old: tuple[object, ...], new: tuple[object, ...]) -> bool:
    whole = all(isinstance(part, BaseModel) for part in old + new)
    return whole and len(old) == len(new) and all(type(a) is type(b) for a, b in zip(old, new, strict=True))


def _below(name: Text, field: Text) -> Text:
    return text(f"{name.zh} › {field.zh}", f"{name.en} › {field.en}")


def _questions(forms: tuple[Form, ...]) -> dict[str, BaseModel]:
    """Questions by place; which clauses read them follows from the clauses and isn't compared again."""
    return {
        f"{form.applicant}.{section.key}.{question.key}": question.model_copy(update={"clauses": ()})
        for form in forms
        for section in form.sections
        for question in section.questions
    }
