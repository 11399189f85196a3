"""Handing in: what was typed becomes an unchangeable, numbered snapshot; until the deadline it can be replaced."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from journal import clock
from journal.digests import digest_of
from journal.services import record
from schemes.regulation import Clause, Text

from ..addresses import question_url
from ..application_queries import missing_of
from ..material import Material, Proof, application_stage, draft_of, latest_submission
from ..missing import Missing
from ..models import Application, Edition, EditionStage, Standing, Submission
from ..plain_text import one_line
from ..queries import recommending_clause, regulation_of, stage_clause
from ..stages import Blocker
from .doors import move, take_stage
from .errors import Refused
from .handing_over import tell_office_of_withdrawal, tell_recommender
from .telling import tell_applicant

STATEMENT = Text(
    zh="本申报者保证所填内容和所附材料真实、完整，并对此负责；提交后评审以所提交的材料为准。",
    en="The applicant vouches that what is stated and attached is true and complete and answers for it; what was "
    "handed in is what is judged.",
)
RECEIVED = Text(zh="申报已提交", en="Your application was handed in")
INCOMPLETE = Text(zh="还有内容未填写完整，不能提交。", en="Something is still missing: it cannot be handed in.")


@transaction.atomic
def submit_application(*, application: Application, signed_name: str, actor: User) -> Submission:
    """Hand in what stands in the draft, with the statement of truth signed by name (G-8); returns the receipt's row.

    The same content twice gives the same receipt. The deadline is decided by the database inside the UPDATE. Raises
    :class:`Refused` with everything missing, after the deadline, or without the signature.
    """
    signature = signature_of(signed_name, actor)
    stage = take_stage(application.edition)
    move(application, come_from=(Standing.DRAFT, Standing.SUBMITTED), standing=Standing.SUBMITTED)
    draft = draft_of(application)
    _refuse_gaps(draft, stage)
    content = _content(draft, signature)
    digest = digest_of(content)
    before = latest_submission(application)
    if before is not None and before.digest == digest and application.submitted_at is not None:
        return before
    return _hand_in(application, content, digest, (before.number if before else 0) + 1, actor)


@transaction.atomic
def withdraw_application(*, application: Application, actor: User) -> Application:
    """Take an application back before the deadline; it can be taken up again until then."""
    take_stage(application.edition)
    move(application, come_from=(Standing.DRAFT, Standing.SUBMITTED), standing=Standing.WITHDRAWN)
    record("withdraw_application", actor=actor, about=application)
    if application.submitted_at is not None:
        tell_office_of_withdrawal(application)
    return application


@transaction.atomic
def resume_application(*, application: Application, actor: User) -> Application:
    """Take a withdrawn application up again as a draft; it must be handed in anew."""
    take_stage(application.edition)
    move(application, come_from=(Standing.WITHDRAWN,), standing=Standing.DRAFT, submitted_at=None, recommended_at=None)
    record("resume_application", actor=actor, about=application)
    return application


def blockers_to_submit(application: Application) -> list[Blocker]:
    """Everything that keeps an application from being handed in, each with the page where to mend it."""
    return _blockers(draft_of(application), application_stage(application.edition))


def signature_of(signed_name: str, actor: User) -> str:
    """The name as signed; Refused when it is not the person's own."""
    name = one_line(signed_name)
    if "".join(name.split()).casefold() != "".join(actor.get_full_name().split()).casefold():
        raise Refused(
            Text(
                zh=f"请签写您本人的姓名“{actor.get_full_name()}”。",
                en=f"Sign with your own name, {actor.get_full_name()}.",
            )
        )
    return name


def _refuse_gaps(draft: Material, stage: EditionStage) -> None:
    if blockers := _blockers(draft, stage):
        raise Refused(INCOMPLETE, stage_clause(stage), blockers)


def _blockers(draft: Material, stage: EditionStage) -> list[Blocker]:
    clause = stage_clause(stage)
    found = [
        as_blocker(gap, clause, question_url(draft.application, gap.section, gap.field)) for gap in missing_of(draft)
    ]
    asked_by = recommending_clause(stage)
    if asked_by is not None and draft.application.recommender_id is None:
        text = Text(zh="尚未选择推荐单位。", en="No recommending unit is chosen yet.")
        url = reverse("recommender", args=[draft.application.pk])
        found.append(Blocker(text=text, clause=asked_by.id, article=asked_by.article, url=url))
    return found


def as_blocker(gap: Missing, clause: Clause, url: str) -> Blocker:
    """A gap as something that keeps from handing in, with the page where to mend it."""
    with override("zh-hans"):
        zh = f"{gap.number} {gap.question.label.zh}：{gap.problem}"
    with override("en"):
        en = f"{gap.number} {gap.question.label.en}: {gap.problem}"
    return Blocker(text=Text(zh=zh, en=en), clause=clause.id, article=clause.article, url=url)


def _content(draft: Material, signature: str) -> dict[str, Any]:
    application = draft.application
    sections = {part.section: part.answers for part in application.sections.all()}
    return {
        "applicant": {
            "name": application.applicant_name, "organisation": application.organisation.name,
            "uscc": application.organisation.uscc, "kind": application.applicant_kind, "tier": application.tier,
        },
        "sections": {section.key: sections.get(section.key, {}) for section in draft.form.sections},
        "evidence": [evidence_row(proof) for proof in draft.proofs],
        "statement": statement(signature),
    }  # fmt: skip


def evidence_row(proof: Proof) -> dict[str, Any]:
    """A file as a snapshot keeps it."""
    return {
        "pk": proof.pk, "question": proof.question, "name": proof.name, "size": proof.size,
        "content_type": proof.content_type, "digest": proof.digest, "uploaded_at": proof.uploaded_at.isoformat(),
    }  # fmt: skip


def statement(signature: str) -> dict[str, str]:
    """The signed statement of truth as a snapshot keeps it (G-8)."""
    return {"zh": STATEMENT.zh, "en": STATEMENT.en, "signed_name": signature}


def _hand_in(application: Application, content: dict[str, Any], digest: str, number: int, actor: User) -> Submission:
    moment = clock.now()
    application.number = application.number or _next_number(application.edition)
    application.submitted_at, application.recommended_at = moment, None
    application.save(update_fields=["number", "submitted_at", "recommended_at"])
    submission = Submission.objects.create(
        application=application, number=number, receipt=f"{application.number}-{number}", content=content,
        digest=digest, submitted_by=actor, submitted_at=moment,
    )  # fmt: skip
    application.__dict__.pop("_prefetched_objects_cache", None)
    entry = record(
        "submit_application", actor=actor, about=application, receipt=submission.receipt, digest=digest, number=number
    )
    tell_recommender(application)
    tell_applicant(application, title=RECEIVED, body=_received(submission), entry=entry)
    return submission


def _received(submission: Submission) -> Text:
    return Text(
        zh=f"回执号：{submission.receipt}。截止前可修改后重新提交。",
        en=f"Receipt {submission.receipt}. Until the deadline you may change it and hand it in again.",
    )


def _next_number(edition: Edition) -> str:
    # The stage row is locked by whoever hands in, so counting is safe.
    prefix = regulation_of(edition).clauses[0].id.split("-")[0]
    taken = Application.objects.filter(edition=edition).exclude(number="").count()
    return f"{prefix}-{edition.year}-{taken + 1:04d}"
