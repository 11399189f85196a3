"""Who may open and do what in a review: recusal first, then panel and seat, then what was signed, then the stage."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Seat, User
from accounts.policies import YES, Answer, no
from accounts.queries import schemes_of
from awards.models import Edition, Standing

from .lean import document
from .models import ConflictDeclaration, Panel, PanelAssignment, PanelMember, Recusal, ScoreSheet, Undertaking
from .queries import latest

SCORERS = (Seat.EXPERT, Seat.MEMBER_UNIT)
OFFICE = (Seat.OFFICER, Seat.OBSERVER)


def panels_of(user: User) -> QuerySet[Panel]:
    """Panels in which the person may review now."""
    return _panels(user).select_related("stage__edition__regulation_version").defer(document("stage__edition"))


def assignments_of(user: User) -> QuerySet[PanelAssignment]:
    """Applications given to the person's panels; a recused one is never among them.

    ``signed`` and ``declared`` say whether the files may be opened.
    """
    signed = Undertaking.objects.filter(panel=OuterRef("panel"), person=user)
    declared = ConflictDeclaration.objects.filter(assignment=OuterRef("pk"), person=user, conflict=False)
    found = _assignments(user).annotate(signed=Exists(signed), declared=Exists(declared))  # type: ignore[no-redef]
    return found.select_related(
        "panel__stage__edition__regulation_version", "stage", "application__organisation"
    ).defer(document("panel__stage__edition"))


def sheets_of(user: User) -> QuerySet[ScoreSheet]:
    """The person's own sheets, of applications that are open to them; nobody else's, ever."""
    mine = latest(ScoreSheet.objects.filter(member__person=user, assignment__in=_assignments(user).values("pk")))
    signed = Undertaking.objects.filter(panel=OuterRef("assignment__panel"), person=user)
    declared = ConflictDeclaration.objects.filter(assignment=OuterRef("assignment"), person=user, conflict=False)
    found = mine.annotate(signed=Exists(signed), declared=Exists(declared))  # type: ignore[no-redef]
    return found.select_related(
        "member", "assignment__panel__stage__edition__regulation_version", "assignment__application__organisation"
    ).defer(document("assignment__panel__stage__edition"))


def _panels(user: User) -> QuerySet[Panel]:
    mine = Panel.objects.filter(
        paneluserpermission__user=user, paneluserpermission__permission__codename="review_in",
        stage__edition__scheme__in=schemes_of(user, *SCORERS), stage__closed_at=None,
    )  # fmt: skip
    return mine.filter(Exists(PanelMember.objects.filter(panel=OuterRef("pk"), person=user, released_at=None)))


def _assignments(user: User) -> QuerySet[PanelAssignment]:
    recused = Recusal.objects.filter(person=user, application=OuterRef("application"))
    running = PanelAssignment.objects.filter(~Exists(recused), application__standing=Standing.IN_REVIEW)
    return running.filter(panel__in=_panels(user).values("pk"))


def may_open(assignment: PanelAssignment) -> Answer:
    """Whether the person of :func:`assignments_of` may see the files: all signed, and the stage open."""
    return _ready(assignment.panel, assignment.signed, assignment.declared)


def may_score(sheet: ScoreSheet) -> Answer:
    """Whether the person of :func:`sheets_of` may write into the sheet."""
    if sheet.locked_at:
        return no(_("This sheet is locked."))
    if sheet.assignment.panel.closed_at:
        return no(_("The panel's work has ended."))
    return _ready(sheet.assignment.panel, sheet.signed, sheet.declared)


def _ready(panel: Panel, signed: bool, declared: bool) -> Answer:
    if not signed:
        return no(_("Sign the undertaking first: no file is opened before that."))
    if not declared:
        return no(_("First say whether you have an interest in this applicant."))
    if not panel.stage.is_open:
        return no(_("The files can be opened while the stage is open."))
    return YES


def editions_for(user: User, *seats: str) -> QuerySet[Edition]:
    """Editions whose reviews the office (and, reading only, the observer) sees."""
    found = Edition.objects.filter(scheme__in=schemes_of(user, *(seats or OFFICE)))
    return found.select_related("regulation_version").defer(document())


def panels_for(user: User, *seats: str) -> QuerySet[Panel]:
    """Panels that the office sees."""
    schemes = schemes_of(user, *(seats or OFFICE))
    found = Panel.objects.filter(stage__edition__scheme__in=schemes)
    return found.select_related("stage__edition__regulation_version").defer(document("stage__edition"))


def assignments_for(user: User, *seats: str) -> QuerySet[PanelAssignment]:
    """Applications under review that the office sees; never one from which the officer is recused."""
    recused = Recusal.objects.filter(person=user, application=OuterRef("application"))
    found = PanelAssignment.objects.filter(Q(panel__in=panels_for(user, *seats).values("pk")) & ~Exists(recused))
    found = found.select_related("panel__stage__edition__regulation_version", "application__organisation", "decision")
    return found.defer(document("panel__stage__edition"))


def leads(user: User, panel: Panel) -> Answer:
    """Whether the person leads the panel."""
    if PanelMember.objects.filter(panel=panel, person=user, leads=True, released_at=None).exists():
        return YES
    return no(_("The panel's report is written by its leader."))
