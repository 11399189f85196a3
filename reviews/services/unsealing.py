"""Opening sheets before all are in, and letting a scorer go on with a locked one: each by two people, with a reason."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Seat, User
from accounts.queries import people_of_scheme
from awards.models import EditionStage, Standing
from awards.plain_text import one_line
from awards.queries import stage_clause
from awards.services import Refused
from journal import clock
from journal.services import notify, record
from schemes.regulation import Clause
from schemes.regulation.text import Text, text

from .. import sealed
from ..models import ItemScore, Panel, Recusal, ScoreSheet, Unsealing
from ..queries import latest

LONGEST = 500


@transaction.atomic
def ask_to_open_early(*, panel: Panel, reason: str, actor: User) -> Unsealing:
    """Ask that the office may see a panel's locked sheets before all are in.

    Raises :class:`Refused` without a reason, when all are in, or while a request is waiting.
    """
    clause = _take(panel)
    _refuse_recused(panel, None, actor, clause)
    if sealed.is_complete(panel):
        raise Refused(text("评分表已全部锁定，无须提前启封。", "All sheets are in; nothing is sealed."), clause)
    return _ask(panel, None, reason, actor, clause)


@transaction.atomic
def ask_to_unlock(*, sheet: ScoreSheet, reason: str, actor: User) -> Unsealing:
    """Ask that a locked sheet's scorer may go on with a copy of it; the locked version stays.

    Raises :class:`Refused` without a reason, for a sheet that is not locked or was replaced, or once the panel's
    report is in.
    """
    clause = _take(sheet.assignment.panel)
    _refuse_recused(sheet.assignment.panel, sheet, actor, clause)
    _refuse_unlockable(sheet, clause)
    return _ask(sheet.assignment.panel, sheet, reason, actor, clause)


@transaction.atomic
def agree_to_unseal(*, unsealing: Unsealing, actor: User) -> Unsealing:
    """Agree to what somebody else of the office asked for, and do it. Raises :class:`Refused` to whoever asked."""
    panel, sheet = unsealing.panel, unsealing.sheet
    clause = _take(panel)
    _refuse_recused(panel, sheet, actor, clause)
    if unsealing.asked_by_id == actor.pk:
        raise Refused(text("须由另一人确认。", "Another person has to confirm this."), clause)
    if sheet is not None:
        _refuse_unlockable(sheet, clause)
    _answer(unsealing, True, actor, clause)
    entry = record(
        "unlock_sheet" if sheet else "open_sheets_early", actor=actor, about=sheet or panel, unsealing=unsealing.pk,
        asked_by=unsealing.asked_by_id, reason=unsealing.reason,
        replaced_by=_copy(sheet).pk if sheet else None,
    )  # fmt: skip
    if sheet:
        notify(
            [sheet.member.person],
            title=text("您的一份评分表已解锁", "One of your sheets is unlocked"),
            body=text(
                f"{sheet.assignment.application.number}：{unsealing.reason}。原评分表保留备查，请修改后重新锁定。",
                f"{sheet.assignment.application.number}: {unsealing.reason}. The locked version is kept; lock it again "
                "when you are done.",
            ),
            url=reverse("review_application", args=[sheet.assignment_id]), entry=entry,
        )  # fmt: skip
    unsealing.refresh_from_db()
    return unsealing


@transaction.atomic
def decline_to_unseal(*, unsealing: Unsealing, actor: User) -> Unsealing:
    """Decline what was asked, or take back what one asked oneself."""
    clause = stage_clause(unsealing.panel.stage)
    _answer(unsealing, False, actor, clause)
    record("decline_unsealing", actor=actor, about=unsealing.panel, unsealing=unsealing.pk)
    unsealing.refresh_from_db()
    return unsealing


@transaction.atomic
def note_early_reading(*, panels: Iterable[Panel], actor: User) -> None:
    """Journal that somebody saw scores of panels whose sheets were not all in."""
    for panel in panels:
        record("read_scores_early", actor=actor, about=panel)


def _take(panel: Panel) -> Clause:
    # Holds the stage: closing it and breaking a seal never overlap.
    if not EditionStage.objects.select_for_update().get(pk=panel.stage_id).is_open:
        raise Refused(text("本环节未在进行中。", "This stage is not open."), stage_clause(panel.stage))
    return stage_clause(panel.stage)


def _ask(panel: Panel, sheet: ScoreSheet | None, reason: str, actor: User, clause: Clause) -> Unsealing:
    said = one_line(reason)[:LONGEST]
    if not said:
        raise Refused(text("请写明理由。", "Give the reason."), clause)
    terms = {"panel": panel, "sheet": sheet, "reason": said, "asked_by": actor, "asked_at": clock.now()}
    try:
        with transaction.atomic():
            found = Unsealing.objects.create(**terms)
    except IntegrityError:
        already = text("已有人提出，等待另一人确认，或已同意。", "This has been asked for already, or was agreed to.")
        raise Refused(already, clause) from None
    entry = record("ask_to_unseal", actor=actor, about=sheet or panel, unsealing=found.pk, reason=said)
    office = people_of_scheme(panel.edition.scheme, Seat.OFFICER).exclude(pk=actor.pk)
    what = _what(panel, sheet)
    notify(office, title=what, body=_asks(said), url=reverse("panel_seal", args=[panel.pk]), entry=entry)
    return found


def _what(panel: Panel, sheet: ScoreSheet | None) -> Text:
    if sheet is None:
        return text(f"请确认：提前启封“{panel.name}”评分", f"Please confirm: open the sheets of {panel.name} early")
    number = sheet.assignment.application.number
    return text(f"请确认：解锁{number}的一份评分表", f"Please confirm: unlock a sheet of {number}")


def _asks(reason: str) -> Text:
    return text(f"理由：{reason}。须由另一人确认后生效。", f"Reason: {reason}. It takes effect when another confirms.")


def _answer(unsealing: Unsealing, agreed: bool, actor: User, clause: Clause) -> None:
    waiting = Unsealing.objects.filter(pk=unsealing.pk, answered_at=None)
    if not waiting.update(agreed=agreed, answered_by=actor, answered_at=clock.now()):
        raise Refused(text("该请求已有答复。", "This request has been answered."), clause)


def _copy(sheet: ScoreSheet) -> ScoreSheet:
    """The next version: the same scores and comments, open to its scorer."""
    terms = {"assignment": sheet.assignment, "member": sheet.member, "version": sheet.version + 1}
    copy = ScoreSheet.objects.create(**terms)
    columns = ("item", "percent", "points", "strengths", "opportunities")
    rows = sheet.scores.order_by("id").values(*columns)
    ItemScore.objects.bulk_create([ItemScore(sheet=copy, **row) for row in rows])
    return copy


def _refuse_unlockable(sheet: ScoreSheet, clause: Clause) -> None:
    if not latest(ScoreSheet.objects.filter(pk=sheet.pk, locked_at__isnull=False)).exists():
        raise Refused(text("该评分表未锁定，或已有新版本。", "The sheet is not locked, or was replaced."), clause)
    if Panel.objects.filter(pk=sheet.assignment.panel_id, closed_at__isnull=False).exists():
        raise Refused(text("评审报告已提交，不能再解锁。", "The panel's report is in; nothing is unlocked."), clause)
    if sheet.member.released_at or sheet.assignment.application.standing != Standing.IN_REVIEW:
        raise Refused(text("该成员已离组，或申报已不在评审之中。", "The member or the application has left."), clause)


def _refuse_recused(panel: Panel, sheet: ScoreSheet | None, actor: User, clause: Clause) -> None:
    closed = Recusal.objects.filter(person=actor)
    about = {"application": sheet.assignment.application_id} if sheet else {"application__reviews__panel": panel}
    if closed.filter(**about).exists():
        raise Refused(text("您已回避其中的申报。", "You are recused from an application of it."), clause)
