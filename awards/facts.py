"""The only translator from the portal's rows and a form's answers to the facts that the core judges."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from accounts.models import Organisation
from schemes.regulation import Question
from schemes.rules.facts import Applicant, AwardHeld, BanHeld, Certificate, Event

from .answers import Layout, applies, value
from .answers.reading import Table
from .material import Material
from .models import Award, Ban

PLAIN = ("line", "text", "whole", "decimal", "date", "yes_no", "choice")


def applicant_of(material: Material) -> Applicant:
    """An applicant with what it states, and what the portal knows: earlier awards and bans in every scheme."""
    application = material.application
    awards = awards_of(application.organisation, individual=application.individual_name)
    bans = bans_of(application.organisation, individual=application.individual_name)
    return stated(
        kind=application.applicant_kind, layout=material.layout, fields=material.fields, awards=awards, bans=bans
    )


def awards_of(organisation: Organisation, *, individual: str = "") -> tuple[AwardHeld, ...]:
    """Awards on record in every scheme, revoked ones marked; of a named individual, that person's own."""
    own = Award.objects.filter(organisation=organisation, application__individual_name=individual)
    rows = own.select_related("edition").order_by("awarded_on")
    return tuple(
        AwardHeld(
            scheme=award.scheme, level=award.level, tier=award.tier, awarded_on=award.awarded_on,
            edition=award.edition.ordinal, revoked=award.revoked_at is not None,
        )
        for award in rows
    )  # fmt: skip


def bans_of(organisation: Organisation, *, individual: str = "") -> tuple[BanHeld, ...]:
    """Bans on record, past ones included; of a named individual, that person's own."""
    return tuple(
        BanHeld(
            schemes=frozenset(ban.schemes), since=ban.since, until=ban.until, clause=ban.clause, article=ban.article
        )
        for ban in Ban.objects.filter(organisation=organisation, individual_name=individual)
    )


def stated(
    *,
    kind: str,
    layout: Layout,
    fields: Mapping[str, str],
    awards: Iterable[AwardHeld] = (),
    bans: Iterable[BanHeld] = (),
) -> Applicant:
    """An applicant from the fields of a form. What is empty or malformed stays unknown."""
    form = layout.form
    asked = [question for question in form.questions() if applies(question, form, layout, fields)]
    answers, series = _plain(asked, layout, fields), _series(asked, layout, fields)
    events, declared = _events(asked, layout, fields)
    applicant = Applicant(
        kind=kind, answers=answers, series=series, certificates=_certificates(asked, layout, fields), events=events,
        declared_events=declared, awards=(*awards, *_declared_awards(asked, layout, fields)), bans=tuple(bans),
    )  # fmt: skip
    if kind == "organisation":
        return applicant
    # A person's form also states what is asked about the organisation that the person heads.
    return replace(applicant, organisation=replace(applicant, kind="organisation"))


def _plain(asked: list[Question], layout: Layout, fields: Mapping[str, str]) -> dict[str, object]:
    found = {question.key: value(question, layout, fields) for question in asked if question.type in PLAIN}
    for question in _of("awards_held", asked):
        table: Table = value(question, layout, fields)
        # "No higher award" is known once the list is: each award on it carries its level.
        found[question.key] = False if table.had is False or _all_dated(table) else None
    return {key: answer for key, answer in found.items() if answer is not None}


def _series(asked: list[Question], layout: Layout, fields: Mapping[str, str]) -> dict[str, Any]:
    return {question.key: value(question, layout, fields) for question in _of("series", asked)}


def _certificates(asked: list[Question], layout: Layout, fields: Mapping[str, str]) -> tuple[Certificate, ...] | None:
    tables = [value(question, layout, fields) for question in _of("certificates", asked)]
    if not any(table.complete for table in tables):
        return None
    return tuple(
        Certificate(
            type=row["type"], valid_from=row["valid_from"], valid_until=row["valid_until"],
            effective_from=row["effective_from"],
        )
        for table in tables
        if table.had
        for row in _rows(table, "type", "valid_from", "valid_until")
    )  # fmt: skip


def _events(
    asked: list[Question], layout: Layout, fields: Mapping[str, str]
) -> tuple[tuple[Event, ...], frozenset[str]]:
    events: list[Event] = []
    declared: set[str] = set()
    for question in _of("events", asked):
        for kind, table in value(question, layout, fields).items():
            dated = _rows(table, "on") if table.had else ()
            events += [Event(kind=kind, happened_on=row["on"]) for row in dated]
            if table.had is False or (table.complete and dated == table.rows):
                declared.add(kind)
    return tuple(events), frozenset(declared)


def _declared_awards(asked: list[Question], layout: Layout, fields: Mapping[str, str]) -> list[AwardHeld]:
    return [
        AwardHeld(scheme="", level=row["level"], tier="", awarded_on=row["awarded_on"], declared=True)
        for question in _of("awards_held", asked)
        if (table := value(question, layout, fields)).had
        for row in _rows(table, "level", "awarded_on")
    ]


def _all_dated(table: Table) -> bool:
    return table.complete and _rows(table, "level", "awarded_on") == table.rows


def _of(type_: str, asked: Iterable[Question]) -> list[Question]:
    return [question for question in asked if question.type == type_]


def _rows(table: Table, *columns: str) -> tuple[dict[str, Any], ...]:
    return tuple(row for row in table.rows if all(row[column] is not None for column in columns))
