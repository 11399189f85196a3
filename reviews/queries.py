"""Reading reviews: what a panel still needs, sheets that count, what a person has to do."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.queries import people_of_scheme
from awards.models import Application, EditionStage, StageOutcome, Standing

from .lean import document
from .models import Expert, Panel, PanelAssignment, PanelMember, Recusal, ScoreSheet
from .requirements import REVIEWS, scorer_seat


@dataclass(frozen=True)
class Progress:
    """Sheets that count: so many locked of so many."""

    locked: int
    total: int

    @property
    def complete(self) -> bool:
        """All in, and at least one."""
        return 0 < self.total == self.locked


def in_review(stage: EditionStage) -> QuerySet[Application]:
    """Applications of the edition that are still in the running."""
    return Application.objects.filter(edition=stage.edition_id, standing=Standing.IN_REVIEW)


def unassigned(stage: EditionStage) -> QuerySet[Application]:
    """Applications in the running that no panel of the stage has."""
    given = PanelAssignment.objects.filter(stage=stage, application=OuterRef("pk"))
    return in_review(stage).filter(~Exists(given)).select_related("organisation").order_by("number", "id")


def latest(sheets: QuerySet[ScoreSheet]) -> QuerySet[ScoreSheet]:
    """The highest version of each sheet: earlier ones were locked, then replaced by two people's act."""
    later = ScoreSheet.objects.filter(
        assignment=OuterRef("assignment"), member=OuterRef("member"), version__gt=OuterRef("version")
    )
    return sheets.filter(~Exists(later))


def counting(sheets: QuerySet[ScoreSheet] | None = None) -> QuerySet[ScoreSheet]:
    """Sheets that count: the latest version, not a recused person's, not of one released before locking.

    Of applications in the running, and of those that went through the stage to its end with a score.
    """
    recused = Recusal.objects.filter(person=OuterRef("member__person"), application=OuterRef("assignment__application"))
    scored = StageOutcome.objects.filter(
        stage=OuterRef("assignment__stage"), application=OuterRef("assignment__application"), score__isnull=False
    )
    rows = ScoreSheet.objects.all() if sheets is None else sheets
    return latest(rows).filter(
        ~Exists(recused),
        Q(member__released_at=None) | Q(locked_at__isnull=False),
        Q(assignment__application__standing=Standing.IN_REVIEW) | Exists(scored),
    )


def progress_by_assignment(assignments: Iterable[int]) -> dict[int, Progress]:
    """How far the sheets of each application are; numbers only."""
    total: Counter[int] = Counter()
    locked: Counter[int] = Counter()
    rows = counting(ScoreSheet.objects.filter(assignment__in=list(assignments)))
    for assignment, locked_at in rows.values_list("assignment", "locked_at"):
        total[assignment] += 1
        locked[assignment] += locked_at is not None
    return {assignment: Progress(locked[assignment], total[assignment]) for assignment in total}


def progress_by_panel(stage: EditionStage) -> dict[int, Progress]:
    """How far the sheets of each panel of a stage are."""
    total: Counter[int] = Counter()
    locked: Counter[int] = Counter()
    rows = counting(ScoreSheet.objects.filter(assignment__stage=stage))
    for panel, locked_at in rows.values_list("assignment__panel", "locked_at"):
        total[panel] += 1
        locked[panel] += locked_at is not None
    return {panel: Progress(locked[panel], total[panel]) for panel in total}


def panel_progress(panel: Panel) -> Progress:
    """How far the sheets of one panel are."""
    rows = counting(ScoreSheet.objects.filter(assignment__panel=panel))
    return Progress(**rows.aggregate(locked=Count("locked_at"), total=Count("pk")))


def active_members(panel: Panel) -> QuerySet[PanelMember]:
    """Members who have not been released."""
    return panel.members.filter(released_at=None).select_related("person", "expert")


def candidates(stage: EditionStage) -> QuerySet[User]:
    """Who can be appointed to a panel of the stage: holders of the scorers' seat today."""
    return people_of_scheme(stage.edition.scheme, scorer_seat(stage)).order_by("full_name", "id")


def profiles(stage: EditionStage, people: Iterable[int]) -> dict[int, Expert]:
    """Pool profiles by person."""
    found = Expert.objects.filter(scheme=stage.edition.scheme, user__in=list(people))
    return {expert.user_id: expert for expert in found}


def review_stages(edition_id: int) -> QuerySet[EditionStage]:
    """The edition's review stages in order."""
    stages = EditionStage.objects.filter(edition=edition_id, kind__in=REVIEWS)
    return stages.select_related("edition__regulation_version").defer(document("edition")).order_by("position")
