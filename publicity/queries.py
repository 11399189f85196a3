"""Reading what is published: notices running and past, winners, certificates; for the office, its own drafts too."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from accounts.models import Seat, User
from accounts.queries import schemes_of
from awards.models import Award, Edition, EditionStage
from journal import clock
from journal.models import Entry
from schemes.models import RegulationVersion
from schemes.regulation import Regulation, Text

from .models import Notice, NoticeKind, Objection
from .models.objection import holding_back

LIST_COLUMNS = (
    "number", "kind", "title", "entries", "published_on", "published_at", "period_until", "ends_at", "ended_at", "days",
    "unit", "edition__scheme", "edition__year",
)  # fmt: skip
Person = User | AnonymousUser
VALID, EXPIRED, REVOKED = "valid", "expired", "revoked"


def journal_head() -> tuple[int, datetime | None, str]:
    """Number, instant and hash of the journal's last line: it changes with every act, so pages go by it."""
    return Entry.objects.order_by("-number").values_list("number", "at", "hash").first() or (0, None, "")


def published() -> QuerySet[Notice]:
    """Notices the public sees, newest first."""
    return Notice.objects.filter(published_at__isnull=False).order_by("-published_at", "-id")


def listed(notices: QuerySet[Notice]) -> list[dict[str, Any]]:
    """Narrow rows for lists, each with ``left``: what remains of it."""
    now = clock.now()
    return [row | {"left": left(row, now), "runs": _runs(row, now)} for row in notices.values(*LIST_COLUMNS)]


def running() -> QuerySet[Notice]:
    """Notices whose period, or time to apply, is not over."""
    return published().filter(ends_at__gt=clock.now())


def left(row: dict[str, Any], now: datetime) -> Text | None:
    """What remains: counted days of a notice period, calendar days of a call; None where nothing runs."""
    if not _runs(row, now):
        return None
    today = now.astimezone(clock.SHANGHAI).date()
    if row["days"]:
        days = sum(bool(d["counts"]) and date.fromisoformat(d["day"]) >= today for d in row["days"])
        unit = Text(zh="个工作日", en="working day") if row["unit"] == "working_days" else Text(zh="天", en="day")
    else:
        days, unit = (row["period_until"] - today).days, Text(zh="天", en="day")
    if days <= 0 or row["period_until"] == today:
        return Text(zh="今天截止", en="ends today")
    return Text(zh=f"还剩 {days} {unit.zh}", en=f"{days} {unit.en}{'s' if days > 1 else ''} left")


def stored_versions(**which: Any) -> list[RegulationVersion]:
    """Stored regulation versions, newest first within a scheme; the documents come from the process's memory."""
    return list(RegulationVersion.objects.filter(**which).defer("document").order_by("scheme", "-version"))


def newest(versions: list[RegulationVersion]) -> list[Regulation]:
    """Each scheme's regulation: the one in force, or else the newest; in a steady order."""
    by_scheme: dict[str, RegulationVersion] = {}
    for row in versions:
        kept = by_scheme.get(row.scheme)
        if kept is None or (kept.status != "in_force" and row.status == "in_force"):
            by_scheme[row.scheme] = row
    return [row.regulation for row in by_scheme.values()]


def tier_names(versions: list[RegulationVersion]) -> dict[tuple[str, str], Text]:
    """Every tier's name by scheme and key; a newer version's name stands."""
    return {(row.scheme, tier.key): tier.name for row in reversed(versions) for tier in row.regulation.tiers}


def called_edition(scheme: str) -> tuple[Edition | None, list[EditionStage]]:
    """The scheme's latest edition that the public knows of (its call is published), with its stages."""
    calls = Notice.objects.filter(edition__scheme=scheme, kind=NoticeKind.CALL, published_at__isnull=False)
    latest = calls.order_by("-edition__year").values("edition")[:1]
    stages = list(EditionStage.objects.filter(edition=latest).select_related("edition").order_by("position"))
    return (stages[0].edition if stages else None), stages


def title_state(award: Any, today: date) -> str:
    """Whether a title is valid, expired (after its last day) or revoked."""
    if award.revoked_at is not None:
        return REVOKED
    return EXPIRED if award.valid_until is not None and award.valid_until < today else VALID


def announced() -> QuerySet[Award]:
    """Awards whose announcement is published."""
    notices = Notice.objects.filter(kind=NoticeKind.ANNOUNCEMENT, published_at__isnull=False)
    return Award.objects.filter(edition__in=notices.values("edition"))


def winners(*, scheme: str = "", year: int | None = None, tier: str = "", state: str = "") -> QuerySet[Award]:
    """Awards that were announced, newest first, narrowed down."""
    today = clock.today()
    rows = announced()
    for name, value in (("scheme", scheme), ("year", year), ("tier", tier)):
        rows = rows.filter(**{name: value}) if value else rows
    expired = Q(valid_until__lt=today)
    conditions = {REVOKED: Q(revoked_at__isnull=False), EXPIRED: Q(revoked_at=None) & expired,
                  VALID: Q(revoked_at=None) & ~(Q(valid_until__isnull=False) & expired)}  # fmt: skip
    rows = rows.filter(conditions[state]) if state in conditions else rows
    return rows.order_by("-year", "scheme", "number")


def notices_for(user: Person, *seats: str) -> QuerySet[Notice]:
    """Notices, drafts included, of the schemes in which the person sits."""
    wanted = seats or (Seat.OFFICER, Seat.OBSERVER)
    return Notice.objects.filter(edition__scheme__in=schemes_of(user, *wanted)).select_related(
        "edition__regulation_version", "stage", "drafted_by", "published_by"
    )


def objections_for(user: Person, *seats: str) -> QuerySet[Objection]:
    """Objections of the schemes in which the person sits; whoever objected is not part of it."""
    wanted = seats or (Seat.OFFICER, Seat.OBSERVER)
    return Objection.objects.filter(notice__edition__scheme__in=schemes_of(user, *wanted)).select_related(
        "notice__edition__regulation_version", "notice__stage", "application__organisation", "examined_by", "answer"
    )


def editions_for(user: Person) -> QuerySet[Edition]:
    """Editions of the schemes in which the person is office staff or observer."""
    return Edition.objects.filter(scheme__in=schemes_of(user, Seat.OFFICER, Seat.OBSERVER)).select_related(
        "regulation_version"
    )


def open_objections(edition: Edition) -> int:
    """How many objections of an edition still hold an application back."""
    return Objection.objects.filter(holding_back(), notice__edition=edition).aggregate(n=Count("id"))["n"]


def _runs(row: dict[str, Any], now: datetime) -> bool:
    return row["ends_at"] is not None and now < row["ends_at"]
