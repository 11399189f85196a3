"""Filters of the public lists: what a visitor may narrow by, read leniently from the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from journal import clock
from schemes.models import RegulationVersion

from .. import queries
from ..models import NoticeKind

Choice = tuple[str, Any, bool]  # value, label, chosen


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One select."""

    name: str
    label: str | Promise
    choices: list[Choice]


@dataclass(frozen=True, kw_only=True)
class Filters:
    """The selects, and the conditions they stand for."""

    fields: list[Filter]
    conditions: dict[str, Any]

    @property
    def any(self) -> bool:
        """Whether something is narrowed down."""
        return bool(self.conditions)


KINDS = {
    NoticeKind.CALL: _("Call for applications"),
    NoticeKind.ACCEPTANCE: _("Applications accepted"),
    NoticeKind.RESULT: _("Proposed winners"),
    NoticeKind.ANNOUNCEMENT: _("Announcement"),
}
STATES = {queries.VALID: _("Valid"), queries.EXPIRED: _("Expired"), queries.REVOKED: _("Revoked")}


def notice_filters(query: Mapping[str, str], versions: list[RegulationVersion], kind: str = "") -> Filters:
    """By award, year and kind."""
    schemes = {regulation.identity.scheme: regulation.identity.award for regulation in queries.newest(versions)}
    scheme, year, wanted = query.get("scheme", ""), _year(query), kind or query.get("kind", "")
    conditions: dict[str, Any] = {}
    if scheme in schemes:
        conditions["edition__scheme"] = scheme
    if year:
        conditions["edition__year"] = year
    if wanted in NoticeKind.values:
        conditions["kind"] = wanted
    fields = [
        Filter(name="scheme", label=_("Award"), choices=_choices(schemes, scheme)),
        Filter(name="year", label=_("Year"), choices=_years(year)),
    ]
    if not kind:
        fields.append(Filter(name="kind", label=_("Kind"), choices=_choices(KINDS, wanted)))
    return Filters(fields=fields, conditions=conditions)


def winner_filters(query: Mapping[str, str], versions: list[RegulationVersion]) -> Filters:
    """By award, tier, year and state."""
    regulations = queries.newest(versions)
    schemes = {regulation.identity.scheme: regulation.identity.award for regulation in regulations}
    tiers = {f"{r.identity.scheme}.{tier.key}": tier.name for r in regulations for tier in r.tiers}
    scheme, tier, year, state = query.get("scheme", ""), query.get("tier", ""), _year(query), query.get("state", "")
    conditions: dict[str, Any] = {}
    if scheme in schemes:
        conditions["scheme"] = scheme
    if tier in tiers:
        conditions["scheme"], conditions["tier"] = tier.split(".", 1)
    if year:
        conditions["year"] = year
    if state in STATES:
        conditions["state"] = state
    shown = {key: name for key, name in tiers.items() if scheme not in schemes or key.startswith(f"{scheme}.")}
    return Filters(
        fields=[
            Filter(name="scheme", label=_("Award"), choices=_choices(schemes, scheme)),
            Filter(name="tier", label=_("Tier"), choices=_choices(shown, tier)),
            Filter(name="year", label=_("Year"), choices=_years(year)),
            Filter(name="state", label=_("State"), choices=_choices(STATES, state)),
        ],
        conditions=conditions,
    )


def _choices(named: Mapping[Any, Any], chosen: str) -> list[Choice]:
    return [("", _("All"), False), *((str(key), name, str(key) == chosen) for key, name in named.items())]


def _year(query: Mapping[str, str]) -> int:
    written = query.get("year", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) == 4 else 0


def _years(chosen: int) -> list[Choice]:
    this = clock.today().year
    return [("", _("All"), False), *((str(year), str(year), year == chosen) for year in range(this + 1, this - 8, -1))]
