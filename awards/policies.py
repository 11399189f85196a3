"""Who may see and do what with an application: one scoped queryset for all seats, predicates that give the reason."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Seat, User
from accounts.policies import YES, Answer, no
from accounts.queries import organisations_of, schemes_of, units_of
from journal import clock
from schemes.regulation.stages import StageKind

from .correction_queries import is_reopened
from .inquiry_policies import shown_to_units
from .material import latest_submission
from .models import Application, CorrectionRequest, Edition, EvidenceFile, Standing
from .queries import stage_of

WRITERS = (Seat.APPLICANT_ADMIN, Seat.APPLICANT_EDITOR)
SIGNATORIES = (Seat.APPLICANT_ADMIN, Seat.APPLICANT_SUBMITTER)
NOT_YET_TAKEN_UP = (Standing.DRAFT, Standing.SUBMITTED, Standing.WITHDRAWN, Standing.LAPSED)
EDITABLE = (Standing.DRAFT, Standing.SUBMITTED)
Person = User | AnonymousUser


def applications_for(user: Person) -> QuerySet[Application]:
    """Every application that a person's seats let them see; what is not in it does not exist for them (404).

    Applicants: their organisations'. Recommenders: those handed in that ask for their unit's opinion. Office and
    observer: those ever handed in, in their schemes; a draft is the applicant's own. Committee and approver: those
    that were taken up. Experts come in by their panels (``reviews``), never by this list. Who is recused from an
    application does not get it by any other seat (G-7).
    """
    watched = schemes_of(user, Seat.OFFICER, Seat.OBSERVER)
    deciding = schemes_of(user, Seat.COMMITTEE, Seat.APPROVER)
    by_seat = (
        Q(recommender__in=units_of(user, Seat.RECOMMENDER))
        | Q(edition__scheme__in=watched)
        | Q(edition__scheme__in=deciding) & ~Q(standing__in=NOT_YET_TAKEN_UP)
    )
    return Application.objects.filter(
        Q(organisation__in=organisations_of(user)) | _handed_in() & by_seat & ~Q(recusals__person=user.pk)
    )


def own_applications(user: Person) -> QuerySet[Application]:
    """The applications of a person's organisations, drafts included."""
    return Application.objects.filter(organisation__in=organisations_of(user))


def applications_to_recommend(user: Person) -> QuerySet[Application]:
    """What asked for the opinion of a person's recommending units; withdrawn ones too, which need none any more."""
    return Application.objects.filter(_handed_in(), recommender__in=units_of(user, Seat.RECOMMENDER))


def may_edit(user: Person, application: Application, question: str = "") -> Answer:
    """Writing answers and files: a writer's seat, and open for it as :func:`may_still_change` says."""
    if application.organisation_id not in organisations_of(user, *WRITERS):
        return no(_("Your seat lets you read this application, not change it."))
    return may_still_change(application, question)


def may_correct(user: Person, correction: CorrectionRequest, *seats: str) -> Answer:
    """Writing in the named questions while the correction runs; handing it in is the signatories'."""
    if correction.application.organisation_id not in organisations_of(user, *(seats or WRITERS)):
        return no(_("Your seat does not allow this."))
    if correction.closed_at is not None or correction.closes_at <= clock.now():
        return no(_("This correction is over."))
    return YES


def may_submit(user: Person, application: Application) -> Answer:
    """Handing in, withdrawing, choosing the recommender: a signatory's or an administrator's seat."""
    if application.organisation_id not in organisations_of(user, *SIGNATORIES):
        return no(_("Only who may hand in for the organisation may hand in or withdraw its application."))
    return may_still_change(application)


def may_resume(user: Person, application: Application) -> Answer:
    """Taking a withdrawn application up again while applications are open."""
    if application.organisation_id not in organisations_of(user, *SIGNATORIES):
        return no(_("Only who may hand in for the organisation may hand in or withdraw its application."))
    if application.standing != Standing.WITHDRAWN:
        return no(_("This application is not withdrawn."))
    return applications_open(application.edition)


def may_still_change(application: Application, question: str = "") -> Answer:
    """Whether the application, or a ``question`` that a correction names, stands open for its applicant.

    What counts in the end is the database's clock.
    """
    if question and is_reopened(application, question):
        return YES
    answer = applications_open(application.edition)
    if answer and application.standing not in EDITABLE:
        return no(_("This application can no longer be changed."))
    return answer


def applications_open(edition: Edition) -> Answer:
    """Whether an edition takes applications now."""
    stage = stage_of(edition, StageKind.APPLICATION)
    if stage is None or stage.opened_at is None:
        return no(_("Applications are not open yet."))
    if stage.closed_at is not None or (stage.closes_at is not None and stage.closes_at <= clock.now()):
        return no(_("The application period has ended."))
    return YES


def may_recommend(user: Person, application: Application) -> Answer:
    """Signing an opinion: a recommender of the unit asked, on a submission without an opinion yet."""
    if application.recommender_id not in units_of(user, Seat.RECOMMENDER):
        return no(_("Another unit was asked for its opinion on this application."))
    if application.standing != Standing.SUBMITTED:
        return no(_("This application does not wait for an opinion."))
    latest = latest_submission(application)
    if latest is None or any(opinion.submission_id == latest.pk for opinion in application.recommendations.all()):
        return no(_("Your unit has signed its opinion on this submission."))
    return applications_open(application.edition)


def may_open_evidence(user: Person, file: EvidenceFile) -> Answer:
    """The applicant's people open every file; others only what was handed in, of applications they may see."""
    if file.application.organisation_id in organisations_of(user):
        return YES
    if not applications_for(user).filter(pk=file.application_id).exists() and not shown_to_units(user, file):
        return no()
    return YES if was_handed_in(file) else no()


def was_handed_in(file: EvidenceFile) -> bool:
    """Whether a file belongs to something submitted."""
    contents = file.application.submissions.values_list("content", flat=True)
    return any(row["pk"] == file.pk for content in contents for row in content["evidence"])


def _handed_in() -> Q:
    return Q(submitted_at__isnull=False)
