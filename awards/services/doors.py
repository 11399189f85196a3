"""The deadline, decided where the row is written; and the order in which rows are taken."""

from django.db.models import Exists, OuterRef

from journal import clock
from schemes.regulation import Clause, Text
from schemes.regulation.stages import StageKind

from ..models import Application, Edition, EditionStage, Standing
from ..queries import stage_clause
from .errors import Refused

CLOSED = Text(
    zh="申报截止时间已到，不能再办理。", en="The application deadline has passed: this can no longer be done."
)
MOVED = Text(zh="该申报的状态已变，请刷新后再看。", en="The application has moved on meanwhile; reload the page.")


def take_stage(edition: Edition) -> EditionStage:
    """Lock the application stage first, as its closing does, so that nobody waits for the other for ever."""
    return EditionStage.objects.select_for_update().get(edition=edition, kind=StageKind.APPLICATION)


def still_open() -> Exists:
    """Condition on applications: their stage is open and its end lies ahead on the database's clock."""
    running = EditionStage.objects.filter(
        edition=OuterRef("edition"), kind=StageKind.APPLICATION, opened_at__isnull=False, closed_at=None,
        closes_at__gt=clock.database_now(),
    )  # fmt: skip
    return Exists(running)


def move(application: Application, *, come_from: tuple[Standing, ...], **changes: object) -> None:
    """Change an application while its stage is open and it stands where it may; otherwise refuse with the reason."""
    rows = Application.objects.filter(still_open(), pk=application.pk, standing__in=come_from)
    if not rows.update(**changes):
        raise Refused(*_why_not(application))
    application.refresh_from_db()


def _why_not(application: Application) -> tuple[Text, Clause]:
    stage = EditionStage.objects.get(edition=application.edition, kind=StageKind.APPLICATION)
    there = Application.objects.filter(still_open(), pk=application.pk).exists()
    return (MOVED if there else CLOSED), stage_clause(stage)
