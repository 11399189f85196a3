"""Storing regulation versions as they are shipped."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from journal import clock
from journal.services import record

from .catalogue import digest, regulations
from .models import HolidayArrangement, RegulationVersion
from .regulation import Regulation
from .regulation.calendar_year import CalendarYear


class VersionInUse(Exception):
    """A stored version that an edition uses differs from the file: write a new version instead (G-5)."""

    def __init__(self, version: RegulationVersion) -> None:
        super().__init__(
            f"{version} is used by an edition and cannot change (G-5); put the new text into a new version file"
        )


@transaction.atomic
def load_regulations() -> list[tuple[Regulation, str]]:
    """Store every shipped version; returns each with ``added``, ``changed`` or ``unchanged``. Safe to repeat."""
    return [(regulation, store(regulation)) for regulation in regulations()]


@transaction.atomic
def store(regulation: Regulation) -> str:
    """Store one version by its digest."""
    identity, mark = regulation.identity, digest(regulation)
    there = RegulationVersion.objects.filter(scheme=identity.scheme, version=identity.version).first()
    if there and there.digest == mark:
        return "unchanged"
    if there and there.used_at:
        raise VersionInUse(there)
    row, created = RegulationVersion.objects.update_or_create(
        scheme=identity.scheme,
        version=identity.version,
        defaults={
            "status": identity.status,
            "document": regulation.model_dump_json(),
            "digest": mark,
            "loaded_at": clock.now(),
        },
    )
    record("load_regulation", actor=None, about=row, digest=mark)
    return "added" if created else "changed"


@transaction.atomic
def enter_arrangement(*, year: CalendarYear, actor: AbstractBaseUser) -> HolidayArrangement:
    """Keep the State Council's arrangement of a year that this release does not ship; a year is entered once."""
    row = HolidayArrangement.objects.create(
        year=year.year, notice_number=year.notice, entered_by_id=actor.pk, entered_at=clock.now(),
        off_days=[{"day": day.isoformat(), **name.model_dump()} for day, name in year.days_off().items()],
        work_days=[{"day": day.isoformat(), **name.model_dump()} for day, name in year.days_worked().items()],
    )  # fmt: skip
    record("enter_arrangement", actor=actor, about=row, year=year.year, notice=year.notice)
    return row
