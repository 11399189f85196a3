"""What falls due by itself: notice periods that are over."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from accounts.models import Seat
from accounts.queries import people_of_scheme
from journal import clock
from journal.look import words
from journal.services import notify, record
from schemes.regulation import Text

from ..models import Notice
from ..models.objection import holding_back
from ..wording import said


def run_due(*, as_of: datetime) -> list[Text]:
    """Run this app's sweeps once; one sentence per effect. Safe to repeat."""
    return [_sentence(notice) for notice in end_due_notices(as_of)]


def end_due_notices(as_of: datetime) -> list[Notice]:
    """Mark published notices whose period is over, at their legal instant, oldest first; returns those just ended."""
    due = Notice.objects.filter(published_at__isnull=False, ended_at=None, ends_at__lte=as_of).order_by("ends_at", "id")
    return [notice for notice in due.select_related("edition") if _end(notice)]


def next_due() -> datetime | None:
    """The earliest end of a notice still running; None where none runs."""
    running = Notice.objects.filter(published_at__isnull=False, ended_at=None, ends_at__gt=clock.now())
    return running.order_by("ends_at").values_list("ends_at", flat=True).first()


def _sentence(notice: Notice) -> Text:
    return Text(
        zh=f"{notice.number}号公示期满：{words.moment(notice.ends_at, 'zh')}",
        en=f"Notice {notice.number}: its period ended, {words.moment(notice.ends_at, 'en')}",
    )


@transaction.atomic
def _end(notice: Notice) -> bool:
    if not Notice.objects.filter(pk=notice.pk, ended_at=None).update(ended_at=notice.ends_at):
        return False
    waiting = notice.objections.filter(holding_back()).count()
    entry = record("end_notice", actor=None, about=notice, legal_instant=notice.ends_at, objections_open=waiting)
    title = said(notice.title)
    body = (
        Text(
            zh=f"公示期已满，另有{waiting}件异议待办结，办结后方可进入下一环节。",
            en=f"The period is over; open objections ({waiting}) must be settled before the next stage.",
        )
        if waiting
        else Text(zh="期限已满，可以进入下一环节。", en="The period is over; the next stage can open.")
    )
    office = people_of_scheme(notice.edition.scheme, Seat.OFFICER)
    notify(office, title=title, body=body, url=reverse("office_notice", args=[notice.pk]), entry=entry)
    return True
