"""Due work of the awards: corrections run out, stages close at their legal end; seats that began or ended count."""

from datetime import datetime

from django.db.models import Min, QuerySet

from accounts.services import settle_permissions
from journal import clock
from journal.look import words
from schemes.regulation import Text

from ..models import EditionStage
from ..queries import stage_rule
from ..stages import behaviour
from .corrections import close_overdue, next_overdue
from .errors import Refused
from .stages import blockers_to_close, close_stage


def run_due(as_of: datetime | None = None, dry_run: bool = False) -> list[Text]:
    """End corrections that ran out, then close every stage that is due, each at its legal instant; one sentence each.

    Safe to run twice, late, or by two workers. A stage that something still blocks stays open.
    """
    moment = as_of or clock.now()
    if not dry_run:
        settle_permissions()
    lapsed = close_overdue(moment, dry_run=dry_run)
    return lapsed + [line for stage in due_stages(moment) if (line := _close(stage, dry_run))]


def due_stages(moment: datetime) -> list[EditionStage]:
    """Open stages whose legal end lies at or before a moment and that close by themselves, earliest first."""
    rows = _waiting().filter(closes_at__lte=moment).order_by("closes_at", "id")
    return [stage for stage in rows.select_related("edition__regulation_version") if _by_itself(stage)]


def next_due() -> datetime | None:
    """The next legal end in the future."""
    stage = _waiting().filter(closes_at__gt=clock.now()).aggregate(next=Min("closes_at"))["next"]
    return min((moment for moment in (stage, next_overdue()) if moment), default=None)


def _waiting() -> QuerySet[EditionStage]:
    return EditionStage.objects.filter(opened_at__isnull=False, closed_at=None, closes_at__isnull=False)


def _by_itself(stage: EditionStage) -> bool:
    return behaviour(stage.kind).closes_by_itself


def _close(stage: EditionStage, dry_run: bool) -> Text | None:
    if blockers_to_close(stage):
        return None
    if not dry_run:
        try:
            close_stage(stage=stage, actor=None, at=stage.closes_at)
        except Refused:  # another worker was first
            return None
    title, name = stage.edition.title, stage_rule(stage).name
    return Text(
        zh=f"{title['zh']}：“{name.zh}”结束，{words.moment(stage.closes_at, 'zh')}",
        en=f"{title['en']}: “{name.en}” closed, {words.moment(stage.closes_at, 'en')}",
    )
