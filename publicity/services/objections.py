"""Registering an objection: a number and a code for whoever objects, lateness decided by the database."""

import secrets
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import BooleanField, DateTimeField, Value
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse

from accounts.models import Seat
from accounts.queries import people_of_scheme
from awards.models import Application
from awards.queries import regulation_of
from awards.services import Refused
from journal import clock
from journal.digests import sha256
from journal.services import notify, record
from schemes.regulation import Text

from ..models import Notice, Objection, Objector

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, kw_only=True)
class By:
    """Who objects: a ``person`` or a ``unit`` under its real name, and how to reach it."""

    kind: str
    name: str
    contact: str


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file as checked by ``publicity.files``."""

    name: str
    content: bytes


def register_objection(
    *, notice: Notice, application: int, text: str, token: str, by: By | None, attachment: Attachment | None = None
) -> Objection:
    """Register an objection to an entry of a notice. ``by`` is None for an anonymous one. Returns it with its code.

    The same ``token`` again gives the same objection, so a double click registers once. Late ones are kept as late.
    Raises :class:`Refused` when the notice takes none, the entry is not on it, or its stage is closed.
    """
    try:
        return _register(notice, application, text, token, by, attachment)
    except IntegrityError:
        earlier = Objection.objects.filter(token=token, notice=notice).first()
        if earlier is None:
            raise Refused(
                Text(zh="这份表单已经用过，请重新打开。", en="This form was used already; open it again.")
            ) from None
        return earlier


@transaction.atomic
def _register(
    notice: Notice, application: int, text: str, token: str, by: By | None, attachment: Attachment | None
) -> Objection:
    notice = Notice.objects.select_for_update(of=("self",)).select_related("edition", "stage").get(pk=notice.pk)
    if earlier := Objection.objects.filter(token=token, notice=notice).first():
        return earlier
    _refuse(notice, application)
    objection = Objection.objects.create(
        notice=notice, application_id=application, number=_number(notice), code=new_code(), token=token,
        anonymous=by is None, text=text, received_at=clock.database_now(), late=_late(notice),
        file=ContentFile(attachment.content, name="objection") if attachment else None,
        file_name=attachment.name if attachment else "",
        file_digest=sha256(attachment.content) if attachment else "",
    )  # fmt: skip
    objection.refresh_from_db()
    if by is not None:
        Objector.objects.create(objection=objection, kind=by.kind, name=by.name, contact=by.contact)
    record(
        "register_objection", actor=None, about=objection, number=objection.number, notice=notice.number,
        late=objection.late, anonymous=objection.anonymous, digest=sha256(text.encode()),
    )  # fmt: skip
    _tell_office(notice, objection)
    return objection


def new_code() -> str:
    """Ten characters nobody guesses, without look-alikes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


def _late(notice: Notice) -> LessThanOrEqual:
    # The condition stands in the INSERT itself: at 24:00 the database decides, not a check before it.
    end = Value(notice.ends_at, output_field=DateTimeField())
    late = LessThanOrEqual(end, clock.database_now())
    late.output_field = BooleanField()
    return late


def _number(notice: Notice) -> str:
    return f"{notice.number}-{notice.objections.count() + 1:03}"


def _refuse(notice: Notice, application: int) -> None:
    clause = regulation_of(notice.edition).clause(notice.clause)
    if not (notice.is_published and notice.takes_objections):
        raise Refused(Text(zh="此公告不受理异议。", en="This notice takes no objections."), clause)
    if notice.stage.closed_at is not None:
        raise Refused(
            Text(
                zh="本次公示已经办结。新的情况请按公告所列联系方式向办公室反映。",
                en="This notice has been concluded. Please tell the office by the contact on the notice.",
            ),
            clause,
        )
    if application not in {entry["application"] for entry in notice.entries}:
        raise Refused(Text(zh="请选择公示名单中的对象。", en="Choose an entry of the list."), clause)


def _tell_office(notice: Notice, objection: Objection) -> None:
    late = Text(zh="（逾期）", en=" (late)") if objection.late else Text(zh="", en="")
    about = Application.objects.select_related("organisation").get(pk=objection.application_id).applicant_name
    notify(
        people_of_scheme(notice.edition.scheme, Seat.OFFICER),
        title=Text(zh=f"收到异议{late.zh}", en=f"An objection came in{late.en}"),
        body=Text(zh=f"{objection.number}：{about}", en=f"{objection.number}: {about}"),
        url=reverse("office_objection", args=[objection.pk]),
    )
