"""The list that a notice carries: who is on it, in which order, taken from what was decided."""

from collections.abc import Iterable
from typing import Any

from awards.models import Application, Award, Candidate, Edition, Standing
from awards.queries import regulation_of
from schemes.regulation import Regulation

from ..models import NoticeKind


def entries_of(edition: Edition, kind: str) -> list[dict[str, Any]]:
    """The list as decided at this moment; a call has none. Names only, never a person's numbers."""
    lists = {NoticeKind.ACCEPTANCE: _accepted, NoticeKind.RESULT: _confirmed, NoticeKind.ANNOUNCEMENT: _awarded}
    find = lists.get(NoticeKind(kind))
    return find(edition) if find else []


def _accepted(edition: Edition) -> list[dict[str, Any]]:
    rows = Application.objects.filter(edition=edition, standing=Standing.IN_REVIEW).select_related("organisation")
    tiers = _tier_names(regulation_of(edition))
    return [_entry(row, row.tier, tiers) for row in rows.order_by("number", "id")]


def _confirmed(edition: Edition) -> list[dict[str, Any]]:
    rows = Candidate.objects.filter(edition=edition, state="confirmed")
    tiers = _tier_names(regulation_of(edition))
    found = rows.select_related("application__organisation")
    return [_entry(row.application, row.tier, tiers) for row in _in_order(found, tiers)]


def _awarded(edition: Edition) -> list[dict[str, Any]]:
    tiers = _tier_names(regulation_of(edition))
    found = Award.objects.filter(edition=edition).select_related("application__organisation").order_by("number", "id")
    return [
        _entry(award.application, award.tier, tiers) | {"award": award.number}
        for award in sorted(found, key=lambda award: list(tiers).index(award.tier))
    ]


def _in_order(rows: Iterable[Candidate], tiers: dict[str, dict[str, str]]) -> list[Candidate]:
    return sorted(rows, key=lambda row: (list(tiers).index(row.tier), row.rank, row.pk))


def _entry(application: Application, tier: str, tiers: dict[str, dict[str, str]]) -> dict[str, Any]:
    return {
        "application": application.pk,
        "number": application.number,
        "name": application.applicant_name,
        "organisation": application.organisation.name if application.individual_name else "",
        "area": application.organisation.area,
        "tier": tier,
        "tier_name": tiers.get(tier),
    }


def _tier_names(regulation: Regulation) -> dict[str, dict[str, str]]:
    return {tier.key: {"zh": tier.name.zh, "en": tier.name.en} for tier in regulation.tiers}
