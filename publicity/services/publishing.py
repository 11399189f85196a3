"""Publishing a notice: a second officer, a period that is long enough, a list that is still the decided one."""

from django.db import transaction
from django.urls import reverse

from accounts.models import Seat, User
from accounts.queries import people_in, people_of_scheme
from awards.models import Application, EditionStage
from awards.queries import regulation_of
from awards.services import Refused
from journal import clock
from journal.digests import digest_of
from journal.services import notify, record, send_later
from schemes.regulation import Clause, Text
from schemes.rules.finding import Outcome

from ..documents import make_notice_pdf
from ..models import Notice, NoticeKind
from ..wording import said
from .drafts import lay_out, refuse_published
from .entries import entries_of
from .planning import plan_notice
from .privacy import refuse_personal_numbers

FROZEN = ("number", "kind", "title", "body", "entries", "period_from", "period_until", "ends_at", "unit", "length",
          "clause", "article", "issuer", "contact", "media")  # fmt: skip


@transaction.atomic
def publish_notice(*, notice: Notice, actor: User, digest: str = "") -> Notice:
    """Publish a draft from this instant on; it never changes again.

    ``digest``: of the draft as the publisher saw it; a draft edited meanwhile is refused. Raises :class:`Refused` for
    the draft's own author (four eyes), a period shorter than the rule's under the strict reading, an end that cannot
    be fixed yet (G-4), a list that is no longer the decided one, and personal numbers in the text.
    """
    notice = Notice.objects.select_for_update(of=("self",)).select_related("edition", "stage").get(pk=notice.pk)
    refuse_published(notice)
    clause = regulation_of(notice.edition).clause(notice.clause)
    _refuse_same_person(notice, actor, clause)
    _refuse_changed(notice, digest, clause)
    _refuse_stage(notice, clause)
    refuse_personal_numbers(*notice.title.values(), *notice.body.values(), *(entry["name"] for entry in notice.entries))
    _fix_end(notice, clause)
    _publish(notice, actor)
    if notice.ends_at is not None:
        EditionStage.objects.filter(pk=notice.stage_id, closed_at=None).update(closes_at=notice.ends_at)
    send_later(make_notice_pdf, notice=notice.pk)
    _tell(notice)
    return notice


def fingerprint(notice: Notice) -> str:
    """The digest of everything the public will read."""
    return digest_of({name: getattr(notice, name) for name in FROZEN})


def _refuse_same_person(notice: Notice, actor: User, clause: Clause) -> None:
    if notice.drafted_by_id == actor.pk:
        raise Refused(
            Text(
                zh="公告须由起草人以外的另一名工作人员发布。",
                en="A second officer, not the author of the draft, publishes it.",
            ),
            clause,
        )


def _refuse_changed(notice: Notice, digest: str, clause: Clause) -> None:
    if digest and digest != fingerprint(notice):
        raise Refused(
            Text(
                zh="草稿在您查看之后被修改，请重新核对后再发布。",
                en="The draft was changed after you looked at it; read it again before publishing.",
            ),
            clause,
        )
    if notice.entries != entries_of(notice.edition, notice.kind):
        raise Refused(
            Text(
                zh="名单与目前已作出的决定不一致，请打开草稿重新保存以更新名单。",
                en="The list is no longer the decided one; open the draft and save it to take the list anew.",
            ),
            clause,
        )


def _refuse_stage(notice: Notice, clause: Clause) -> None:
    stage = notice.stage
    if notice.kind == NoticeKind.CALL:
        if stage.closed_at is not None:
            raise Refused(Text(zh="申报环节已经结束。", en="The time to apply is over."), clause)
    elif not stage.is_open:
        raise Refused(
            Text(zh="对应的环节未在进行中，不能发布。", en="Its stage is not open, so it cannot be published."), clause
        )


def _fix_end(notice: Notice, clause: Clause) -> None:
    if notice.takes_objections:
        plan = plan_notice(stage=notice.stage, publish_on=clock.today(), until=notice.period_until)
        if plan.finding.outcome is Outcome.NOT_MET:
            raise Refused(plan.finding.because, plan.clause)
        if plan.provisional or plan.finding.outcome is not Outcome.MET:
            raise Refused(
                Text(
                    zh=f"{plan.finding.because.zh}。请先录入国务院办公厅当年的放假安排，或改选已公布年份内的截止日。",
                    en=f"{plan.finding.because.en}. Enter the State Council's arrangement for that year "
                    "first, or choose an end within an announced year.",
                ),
                plan.clause,
            )
        lay_out(notice, plan)
    elif notice.kind == NoticeKind.CALL and (notice.ends_at is None or notice.ends_at <= clock.now()):
        raise Refused(Text(zh="申报截止时间须在发布之后。", en="The deadline must lie after publication."), clause)


def _publish(notice: Notice, actor: User) -> None:
    notice.published_by, notice.published_at, notice.published_on = actor, clock.now(), clock.today()
    notice.digest = fingerprint(notice)
    columns = (*FROZEN, "days", "provisional", "published_by", "published_at", "published_on", "digest")
    values = {name: getattr(notice, name) for name in columns}
    if not Notice.objects.filter(pk=notice.pk, published_at=None).update(**values):
        raise Refused(Text(zh="公告刚由他人发布。", en="Somebody else has just published this notice."))
    record(
        "publish_notice", actor=actor, about=notice, kind=notice.kind, number=notice.number, digest=notice.digest,
        clause=notice.clause, article=notice.article, drafted_by=notice.drafted_by_id, ends_at=notice.ends_at,
    )  # fmt: skip


def _tell(notice: Notice) -> None:
    title, url = said(notice.title), reverse("notice", args=[notice.number])
    if notice.kind == NoticeKind.CALL:
        people = people_of_scheme(notice.edition.scheme, Seat.RECOMMENDER)
        body = Text(
            zh="申报公告已发布，请组织本辖区、本行业申报。",
            en="The call is published; please tell those you recommend.",
        )
        notify(people, title=title, body=body, url=url)
        return
    listed = Application.objects.filter(pk__in=[entry["application"] for entry in notice.entries])
    body = Text(zh="您的申报列入下列公告。", en="Your application is on this notice.")
    for application in listed.select_related("organisation"):
        notify(people_in(application.organisation), title=title, body=body, url=url)
