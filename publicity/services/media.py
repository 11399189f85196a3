"""Recording where a notice appeared outside the portal (TZ-20, OH-14.6)."""

from datetime import date

from django.db import transaction

from accounts.models import User
from awards.services import Refused
from journal import clock
from journal.services import record
from schemes.regulation import Text

from ..models import MediaEvidence, Notice


@transaction.atomic
def record_media(*, notice: Notice, medium: str, appeared_on: date, reference: str, actor: User) -> MediaEvidence:
    """Note the medium, the day and where to find it; :class:`Refused` before publication and for a day to come."""
    if not notice.is_published or notice.published_on is None or appeared_on < notice.published_on:
        raise Refused(
            Text(zh="刊登日期不能早于公告发布日。", en="It cannot have appeared before the notice was published.")
        )
    if appeared_on > clock.today():
        raise Refused(Text(zh="刊登日期不能晚于今天。", en="It cannot have appeared on a day to come."))
    row = MediaEvidence.objects.create(
        notice=notice, medium=medium, appeared_on=appeared_on, reference=reference, recorded_by=actor,
        recorded_at=clock.now(),
    )  # fmt: skip
    record("record_media", actor=actor, about=notice, medium=medium, appeared_on=appeared_on, reference=reference)
    return row
