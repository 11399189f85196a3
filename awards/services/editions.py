"""Opening an edition and settling what its regulation leaves open."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from journal import clock
from journal.services import record
from schemes.models import RegulationVersion
from schemes.queries import work_calendar
from schemes.regulation import Regulation, Text
from schemes.regulation.organs import Cycle
from schemes.rules.finding import Outcome
from schemes.rules.sunset import may_open
from schemes.rules.timetable import propose

from ..models import Edition, EditionStage, ParameterValue, QuotaPlace
from ..queries import missing_parameters, regulation_of
from .errors import Refused


@transaction.atomic
def open_edition(
    *,
    version: RegulationVersion,
    year: int,
    starts_on: date,
    actor: User,
    planned: int | None = None,
    demonstration: bool = False,
) -> Edition:
    """Open an edition under a regulation version, with stages and a timetable proposed from it (G-5).

    Raises :class:`Refused` when the version may not open an edition on that day (TZ-29) or the cycle forbids the year.
    """
    regulation = version.regulation
    _check_may_open(regulation, year, starts_on)
    edition = Edition.objects.create(
        scheme=version.scheme,
        regulation_version=version,
        ordinal=_next_ordinal(version.scheme),
        year=year,
        title=_title(regulation, year),
        planned=planned,
        opened_by=actor,
        opened_at=clock.now(),
        demonstration=demonstration,
    )
    RegulationVersion.objects.filter(pk=version.pk, used_at=None).update(used_at=clock.now())
    _lay_out_stages(edition, starts_on)
    _lay_out_places(edition)
    record("open_edition", actor=actor, about=edition, regulation=version.digest, year=year)
    return edition


@transaction.atomic
def enter_parameter(*, edition: Edition, name: str, value: Any, basis: str, actor: User) -> ParameterValue:
    """Give an open parameter its value with the document it relies on (G-10); refused once it is settled."""
    if name not in {parameter.name for _, parameter in missing_parameters(edition)}:
        raise Refused(Text(zh="该参数已确定，不能再改。", en="This parameter is settled and cannot be changed."))
    row = ParameterValue.objects.create(
        edition=edition, name=name, value=value, basis=basis, entered_by=actor, entered_at=clock.now()
    )
    del edition._regulation
    edition.refresh_from_db()  # forgets parameters read before
    regulation_of(edition)  # refuses a value the regulation cannot hold
    record("enter_parameter", actor=actor, about=edition, name=name, value=value, basis=basis)
    return row


def _check_may_open(regulation: Regulation, year: int, on: date) -> None:
    finding = may_open(regulation=regulation, on=on)
    if finding.outcome is Outcome.NOT_MET:
        raise Refused(finding.because, regulation.clause(finding.clause))
    _check_cycle(regulation, year)


def _check_cycle(regulation: Regulation, year: int) -> None:
    found = regulation.rule(Cycle)
    if found is None:
        return
    clause, years, last = found[0], found[1].every_years, _last(regulation.identity.scheme, "year")
    if last and year < last + years:
        raise Refused(
            Text(
                zh=f"每{years}年评定一次：上一届为{last}年，下一届最早为{last + years}年。",
                en=f"Given every {years} year(s): after {last} the next is {last + years} at the earliest.",
            ),
            clause,
        )


def _next_ordinal(scheme: str) -> int:
    return _last(scheme, "ordinal") + 1


def _last(scheme: str, column: str) -> int:
    return Edition.objects.filter(scheme=scheme).aggregate(last=Max(column))["last"] or 0


def _title(regulation: Regulation, year: int) -> Text:
    award = regulation.identity.award
    return Text(zh=f"{year}年度{award.zh}", en=f"{award.en} {year}")


def _lay_out_stages(edition: Edition, starts_on: date) -> None:
    plan = propose(regulation=regulation_of(edition), opens_on=starts_on, calendar=work_calendar())
    EditionStage.objects.bulk_create(
        EditionStage(
            edition=edition, kind=line.kind, position=position, planned_from=line.opens_on, planned_until=line.closes_on
        )
        for position, line in enumerate(plan)
    )


def _lay_out_places(edition: Edition) -> None:
    QuotaPlace.objects.bulk_create(
        QuotaPlace(edition=edition, tier=tier.key, number=number)
        for tier in regulation_of(edition).tiers
        for number in range(1, tier.quota + 1)
    )
