"""Marks on applications: trades the regulation encourages, holders who are recommended first. Shown, never scored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from schemes.queries import parsed
from schemes.regulation import Clause, Regulation, Text
from schemes.regulation.aftermath import Priority
from schemes.regulation.organs import Emphasis

from .models import Application, Award, Edition, EmphasisMark
from .queries import regulation_of

HERE = (None, "this")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What a badge says, the clause it rests on, and whose regulation that is."""

    text: Text
    clause: Clause
    regulation: Regulation
    because: str = ""


def put_marks(edition: Edition, rows: Iterable[Application]) -> None:
    """Read the marks of an edition's applications for the ``marks`` word, in two statements however many there are."""
    listed = list(rows)
    found = marks_of(edition, listed)
    for row in listed:
        row._marks = found.get(row.pk, ())  # type: ignore[attr-defined]


def marks_of(edition: Edition, rows: Sequence[Application]) -> dict[int, tuple[Mark, ...]]:
    """By application: what an officer marked, then what earlier awards bring (HZ-13, TZ-4, GZ-21)."""
    if not rows:
        return {}
    marks: dict[int, list[Mark]] = defaultdict(list)
    for pk, mark in (*_emphasis(edition, rows), *_priorities(edition, rows)):
        if mark not in marks[pk]:
            marks[pk].append(mark)
    return {pk: tuple(several) for pk, several in marks.items()}


def offered(regulation: Regulation) -> list[tuple[Clause, int, Text]]:
    """Every mark an officer may put: its clause, its place there, its words."""
    return [
        (clause, number, words)
        for clause, rule in regulation.rules(Emphasis)
        for number, words in enumerate(rule.marks)
    ]


def _emphasis(edition: Edition, rows: Sequence[Application]) -> list[tuple[int, Mark]]:
    regulation = regulation_of(edition)
    words = {(clause.id, number): (clause, text) for clause, number, text in offered(regulation)}
    if not words:
        return []
    standing = EmphasisMark.objects.filter(application__in=[row.pk for row in rows], taken_at=None)
    return [
        (pk, Mark(text=words[key][1], clause=words[key][0], regulation=regulation))
        for pk, *place in standing.values_list("application", "clause", "number")
        if (key := (place[0], place[1])) in words
    ]


def _priorities(edition: Edition, rows: Sequence[Application]) -> list[tuple[int, Mark]]:
    held = Award.objects.filter(organisation__in={row.organisation_id for row in rows}, revoked_at=None).order_by("pk")
    awards: dict[tuple[int, str], list[Mapping[str, Any]]] = defaultdict(list)
    for award in held.values(
        "organisation", "application__individual_name", "scheme", "tier", "number", "awarded_on", "edition",
        "edition__regulation_version", "edition__regulation_version__digest",
    ):  # fmt: skip
        awards[award["organisation"], award["application__individual_name"]].append(award)
    return [
        (row.pk, mark)
        for row in rows
        for award in awards[row.organisation_id, row.individual_name]
        for mark in _brought(award, row, edition)
    ]


def _brought(award: Mapping[str, Any], row: Application, edition: Edition) -> Iterable[Mark]:
    """The marks that an award puts on an application: in the scheme its clause names, and earlier than it."""
    regulation = parsed(award["edition__regulation_version__digest"], award["edition__regulation_version"])
    for clause, rule in regulation.rules(Priority):
        target = award["scheme"] if rule.scheme in HERE else rule.scheme
        # An award elsewhere is told to the office that recommends upward: on the winning application already.
        counts = rule.scheme is None or _earlier(award, row)
        if rule.tier == award["tier"] and target == edition.scheme and counts:
            yield Mark(text=rule.mark, clause=clause, regulation=regulation, because=award["number"])


def _earlier(award: Mapping[str, Any], row: Application) -> bool:
    applied = timezone.localdate(row.submitted_at) if row.submitted_at else None
    return award["edition"] != row.edition_id and (applied is None or award["awarded_on"] <= applied)
