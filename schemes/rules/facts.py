"""The facts the core judges: frozen, complete, free of any store. Money in yuan or as labelled, scores as Decimal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """A management-system certificate; valid on both days inclusive."""

    type: str
    valid_from: date
    valid_until: date
    effective_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """An incident, penalty, failed spot check … with the day it happened."""

    kind: str
    happened_on: date


@dataclass(frozen=True, kw_only=True)
class AwardHeld:
    """An award won earlier: scheme, level, tier, day of award, ordinal of its edition, still valid or revoked."""

    scheme: str
    level: str
    tier: str
    awarded_on: date
    edition: int | None = None
    revoked: bool = False
    declared: bool = False


@dataclass(frozen=True, kw_only=True)
class BanHeld:
    """A running or past ban; ``until`` is its last day. ``schemes`` are the awards it reaches."""

    schemes: frozenset[str]
    since: date
    until: date
    clause: str
    article: str


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """An applicant as the rules see it.

    ``answers`` holds the form's simple answers by key; ``series`` yearly values by key and year;
    ``declared_events`` the kinds of event the applicant has answered about, events or none.
    """

    kind: str
    answers: Mapping[str, object] = field(default_factory=dict)
    series: Mapping[str, Mapping[int, Decimal]] = field(default_factory=dict)
    certificates: tuple[Certificate, ...] | None = None
    events: tuple[Event, ...] = ()
    declared_events: frozenset[str] = frozenset()
    awards: tuple[AwardHeld, ...] = ()
    bans: tuple[BanHeld, ...] = ()
    organisation: "Applicant | None" = None
