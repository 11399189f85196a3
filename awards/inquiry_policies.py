"""Who reads and answers inquiries: a unit's people what their unit was asked, nothing else."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Seat, Unit, User
from accounts.policies import YES, Answer, no
from accounts.queries import units_of

from .models import EditionStage, EvidenceFile, InquiryLine

ANSWERING = (Seat.DEPARTMENT, Seat.MEMBER_UNIT)


def lines_for(user: User | AnonymousUser) -> QuerySet[InquiryLine]:
    """What a person's units were asked; what is not in it does not exist for them (404)."""
    return InquiryLine.objects.filter(unit__in=units_of(user, *ANSWERING))


def may_answer(user: User | AnonymousUser, unit: Unit, stage: EditionStage) -> Answer:
    """Answering, late or again: the unit's own people, until the stage that asked is over."""
    if unit.pk not in units_of(user, *ANSWERING):
        return no(_("Another unit was asked."))
    if stage.closed_at is not None:
        return no(_("The stage that asked is over: answers can no longer be given or corrected."))
    return YES


def shown_to_units(user: User | AnonymousUser, file: EvidenceFile) -> bool:
    """Whether one of the person's units was asked about the question that a file proves."""
    lines = lines_for(user).filter(application=file.application_id).select_related("inquiry")
    return any(line.inquiry.whole or file.question in line.inquiry.questions for line in lines)
