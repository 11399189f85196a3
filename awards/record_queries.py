"""What the portal's own record says before anybody types: from which awards an organisation is barred, until when."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Organisation
from journal import clock
from schemes.models import RegulationVersion
from schemes.queries import work_calendar
from schemes.regulation import Regulation
from schemes.rules.eligibility import barred_by_record, may_apply_from
from schemes.rules.finding import Finding

from .facts import awards_of, bans_of
from .material import application_stage, reference_day
from .models import Edition
from .policies import applications_open
from .queries import regulation_of


@dataclass(frozen=True, kw_only=True)
class OnRecord:
    """How an organisation stands with one award: what bars it on ``on``, and the day on which nothing does any more.

    ``edition`` takes applications now; without one the day is today.
    """

    regulation: Regulation
    edition: Edition | None
    on: date
    findings: tuple[Finding, ...]
    open_from: date | None

    @property
    def barred(self) -> bool:
        """Whether an application would not be accepted."""
        return bool(self.findings)


def barred(
    edition: Edition, organisation: Organisation, *, kind: str = "organisation", tier: str = "", name: str = ""
) -> tuple[Finding, ...]:
    """What bars an organisation, or the individual ``name``, from an edition whatever is answered."""
    return barred_by_record(
        regulation=regulation_of(edition), kind=kind, awards=awards_of(organisation, individual=name),
        bans=bans_of(organisation, individual=name), on=reference_day(edition), edition_ordinal=edition.ordinal,
        calendar=work_calendar(), tier=tier or None,
    )  # fmt: skip


def standing_of(organisation: Organisation) -> list[OnRecord]:
    """Every award in force with what bars the organisation from it: earlier awards and bans of all schemes count."""
    awards, bans, calendar = awards_of(organisation), bans_of(organisation), work_calendar()
    editions = _latest_editions()
    found = []
    for version in RegulationVersion.objects.filter(status="in_force").defer("document").order_by("scheme"):
        edition = editions.get(version.scheme)
        taking = edition if edition and applications_open(edition) else None
        regulation = regulation_of(taking) if taking else version.regulation
        on = reference_day(taking) if taking else clock.today()
        findings = barred_by_record(
            regulation=regulation, kind="organisation", awards=awards, bans=bans, on=on,
            edition_ordinal=_ordinal(edition), calendar=calendar,
        )  # fmt: skip
        found.append(
            OnRecord(
                regulation=regulation, edition=taking, on=on, findings=findings, open_from=may_apply_from(findings)
            )
        )
    return found


def _latest_editions() -> dict[str, Edition]:
    rows = Edition.objects.select_related("regulation_version").prefetch_related("stages", "parameters")
    return {edition.scheme: edition for edition in rows.order_by("ordinal")}


def _ordinal(latest: Edition | None) -> int:
    """The edition that an application would go to: the latest while it can still take one, else the one after it."""
    if latest is None:
        return 1
    return latest.ordinal + (application_stage(latest).closed_at is not None)
