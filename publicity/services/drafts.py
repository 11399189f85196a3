"""Drafting a notice: first wording from the regulation, the list as decided, the plan of its days."""

from datetime import date, time
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from awards.models import Edition, EditionStage
from awards.queries import regulation_of, stage_clause, stage_of
from awards.services import Refused
from journal import clock
from journal.services import record
from schemes.regulation import Clause, Text
from schemes.regulation.organs import Call

from ..models import Notice, NoticeKind
from ..models.notice import STAGE_OF_KIND, WITH_OBJECTIONS
from ..wording import compose, issuer_of, media_of
from .entries import entries_of
from .planning import Plan, deadline, period_rule, plan_notice
from .privacy import refuse_personal_numbers

CONTACT = ("telephone", "address", "postcode", "email")


@transaction.atomic
def draft_notice(*, edition: Edition, kind: str, actor: User, publish_on: date | None = None) -> Notice:
    """Draft an edition's notice of a kind, with the default plan for ``publish_on`` (today if not given).

    Raises :class:`Refused` when the edition has no such stage, has such a notice already, or lacks a parameter (G-10).
    """
    stage = _stage(edition, kind)
    clause = _clause(stage, kind)
    entries = entries_of(edition, kind)
    wording = compose(edition=edition, kind=kind, stage=stage, clause=clause, listed=len(entries))
    regulation = regulation_of(edition)
    notice = Notice(
        edition=edition, stage=stage, kind=kind, number=f"{edition.scheme}-{edition.year}-{kind}",
        title=wording.title.model_dump(), body=wording.body.model_dump(), entries=entries,
        clause=clause.id, article=clause.article, issuer=issuer_of(regulation).model_dump(),
        contact=_last_contact(edition), drafted_by=actor, drafted_at=clock.now(),
        media=media_of(regulation, period_rule(stage)[1] if kind in WITH_OBJECTIONS else None),
    )  # fmt: skip
    if kind in WITH_OBJECTIONS:
        lay_out(notice, plan_notice(stage=stage, publish_on=publish_on or clock.today()))
    elif kind == NoticeKind.CALL:
        set_deadline(notice, max(stage.planned_until, clock.today()), None)
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
    except IntegrityError:
        raise Refused(
            Text(zh="本届已有这一公告（或其草稿）。", en="This notice, or its draft, exists already."), clause
        ) from None
    record("draft_notice", actor=actor, about=notice, kind=kind, number=notice.number, listed=len(entries))
    return notice


@transaction.atomic
def edit_notice(
    *,
    notice: Notice,
    actor: User,
    title: Text,
    body: Text,
    contact: dict[str, str],
    publish_on: date | None = None,
    until: date | None = None,
    hour: time | None = None,
) -> Notice:
    """Change a draft and take the list anew; the editor counts as its author from now on (four eyes).

    Raises :class:`Refused` for a published notice and for personal numbers in the text.
    """
    refuse_published(notice)
    refuse_personal_numbers(title.zh, title.en, body.zh, body.en)
    notice.title, notice.body = title.model_dump(), body.model_dump()
    notice.contact = {key: contact.get(key, "") for key in CONTACT}
    notice.entries = entries_of(notice.edition, notice.kind)
    if notice.takes_objections:
        lay_out(notice, plan_notice(stage=notice.stage, publish_on=publish_on or clock.today(), until=until))
    elif notice.kind == NoticeKind.CALL and until:
        set_deadline(notice, until, hour)
    notice.drafted_by, notice.drafted_at = actor, clock.now()
    notice.save()
    record("edit_notice", actor=actor, about=notice, until=notice.period_until, listed=len(notice.entries))
    return notice


@transaction.atomic
def discard_draft(*, notice: Notice, actor: User) -> None:
    """Throw a draft away; :class:`Refused` once it is published."""
    refuse_published(notice)
    record("discard_draft", actor=actor, about=notice, number=notice.number)
    notice.delete()


def lay_out(notice: Notice, plan: Plan) -> None:
    """Write a plan's days onto a draft; a provisional plan has no fixed end."""
    notice.period_from, notice.period_until = plan.first_day, plan.until
    notice.ends_at = None if plan.provisional else plan.ends_at
    notice.unit, notice.length = str(plan.rule.unit), plan.length
    notice.days, notice.provisional = plan.stored_days, plan.provisional
    notice.clause, notice.article = plan.clause.id, plan.clause.article


def set_deadline(notice: Notice, until: date, hour: time | None) -> None:
    """Write a call's deadline onto its draft."""
    notice.period_until, notice.ends_at = until, deadline(until, hour)


def refuse_published(notice: Notice) -> None:
    """:class:`Refused` for a notice that is published."""
    if Notice.objects.filter(pk=notice.pk, published_at__isnull=False).exists():
        raise Refused(Text(zh="公告已发布，不能再改。", en="This notice is published and cannot be changed."))


def _stage(edition: Edition, kind: str) -> EditionStage:
    stage = stage_of(edition, STAGE_OF_KIND[NoticeKind(kind)])
    if stage is None:
        raise Refused(Text(zh="本办法的程序中没有这一环节。", en="The procedure of this regulation has no such stage."))
    return EditionStage.objects.select_related("edition__regulation_version").get(pk=stage.pk)


def _clause(stage: EditionStage, kind: str) -> Clause:
    if kind in WITH_OBJECTIONS:
        return period_rule(stage)[0]
    call = regulation_of(stage.edition).rule(Call) if kind == NoticeKind.CALL else None
    return call[0] if call else stage_clause(stage)


def _last_contact(edition: Edition) -> dict[str, Any]:
    last = Notice.objects.filter(edition__scheme=edition.scheme).order_by("-id").values_list("contact", flat=True)
    return last.first() or dict.fromkeys(CONTACT, "")
