"""Which pages are measured, in which stage of an edition, and who asks for them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from awards.models import Edition
from publicity.models import Notice
from reviews.models import ScoreSheet
from schemes.regulation.stages import StageKind


@dataclass(frozen=True)
class Page:
    """A page and its reader; nobody is signed in when there is none."""

    name: str
    address: str
    reader: User | None = None


def pages(edition: Edition, stage: StageKind) -> Iterator[Page]:
    """The pages worth measuring in a stage."""
    yield from _SHOWN[stage](edition)


def _reviewing(edition: Edition) -> Iterator[Page]:
    office = edition.opened_by
    notice = Notice.objects.filter(edition=edition, published_at__isnull=False).latest("published_at")
    yield Page("public home", reverse("home"))
    yield Page("public notice", reverse("notice", args=[notice.number]))
    yield Page("office home", reverse("office"), office)
    yield Page("edition board", reverse("office_edition", args=[edition.pk]), office)
    yield Page("office list", reverse("office_applications", args=[edition.pk]), office)
    open_sheets = ScoreSheet.objects.filter(assignment__panel__stage__edition=edition, locked_at=None)
    sheet = open_sheets.select_related("member__person").order_by("pk").first()
    if sheet:
        yield Page("score form", reverse("review_application", args=[sheet.assignment_id]), sheet.member.person)


def _evaluating(edition: Edition) -> Iterator[Page]:
    yield Page("ranking", reverse("evaluation", args=[edition.pk]), edition.opened_by)


_SHOWN = {StageKind.DOCUMENT_REVIEW: _reviewing, StageKind.OVERALL_EVALUATION: _evaluating}
