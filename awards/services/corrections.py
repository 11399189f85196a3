"""Corrections asked for during qualification: the named questions alone, until an instant, a new snapshot (G-9)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef
from django.urls import reverse

from accounts.models import Seat, User
from accounts.queries import people_in
from journal import clock
from journal.digests import digest_of
from journal.look import words as written
from journal.services import notify, record
from schemes.regulation import Clause, Section, Text

from ..application_queries import missing_of
from ..correction_queries import (
    asked_material,
    key_of,
    named_sections,
    numbered_questions,
    open_material,
    snapshot_clause,
    with_dependants,
)
from ..material import Material, latest_submission, material_of
from ..models import Application, CorrectionRequest, EditionStage, SectionAnswers, Standing, Submission
from ..plain_text import plain_text
from ..queries import stage_clause
from .applications import Changed, merged
from .errors import Refused
from .qualification import refuse_while_proposed, undecided_stage
from .submission import INCOMPLETE, as_blocker, evidence_row, signature_of, statement
from .telling import tell_applicant, tell_office

ONE_DAY = timedelta(days=1)
LONGEST = timedelta(days=366)
OVER = Text(
    zh="补正期限已到或补正已结束，不能再办理。", en="The correction is over: nothing can be changed or handed in."
)


@transaction.atomic
def request_correction(
    *, application: Application, questions: Sequence[str], reason: str, until: date, actor: User
) -> CorrectionRequest:
    """Ask the applicant to correct named questions until 24:00 of a day; nothing else of the application opens.

    Questions that an answer to a named one can bring up are named with it. Raises :class:`Refused` when the
    application is decided, while another correction runs, without a reason, or for a day that is over.
    """
    stage = undecided_stage(application)
    refuse_while_proposed(application)
    close_overdue(clock.now(), application=application)
    clause = snapshot_clause(stage)
    submission = latest_submission(application)
    if submission is None:
        raise Refused(Text(zh="该申报没有提交内容。", en="Nothing was handed in."), clause)
    named = _named(material_of(submission), questions, clause)
    words, closes_at = _words(reason, clause), _closing(until, clause)
    try:
        with transaction.atomic():
            asked = CorrectionRequest.objects.create(
                application=application, submission=submission, questions=list(named), reason=words, until=until,
                closes_at=closes_at, asked_by=actor, asked_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise Refused(Text(zh="已有一项补正在进行。", en="A correction is running already."), clause) from None
    entry = record(
        "request_correction", actor=actor, about=application, receipt=submission.receipt, questions=list(named),
        because=words, until=until, clause=clause.id, article=clause.article,
    )  # fmt: skip
    notify(
        people_in(application.organisation),
        title=Text(zh="请补正申报材料", en="A correction of your application is asked for"),
        body=letter(asked),
        url=reverse("correction", args=[asked.pk]),
        entry=entry,
    )
    return asked


def letter(asked: CorrectionRequest) -> Text:
    """What the applicant is told: which questions, why, until when, and that nothing else opens."""
    named = set(asked.questions)
    lines = [
        (number, question.label)
        for _section, several in numbered_questions(asked_material(asked))
        for number, question in several
        if question.key in named
    ]
    zh = "；".join(f"{number} {label.zh}" for number, label in lines)
    en = "; ".join(f"{number} {label.en}" for number, label in lines)
    day = asked.until
    return Text(
        zh=f"请在{day:%Y年%-m月%-d日}24:00前补正以下内容：{zh}。理由：{asked.reason} 其他内容不能修改。",
        en=f"Please correct the following by 24:00 of {day.isoformat()}: {en}. Reason: {asked.reason} "
        "Nothing else can be changed.",
    )


@transaction.atomic
def save_correction(
    *, correction: CorrectionRequest, section: str, fields: Mapping[str, str], revision: int, actor: User
) -> SectionAnswers:
    """Save fields of named questions; any other field is left out. The end is decided by the database.

    Raises :class:`Changed` when the section moved on meanwhile, :class:`Refused` once the correction is over.
    """
    part = next((found for _number, found in named_sections(correction) if found.key == section), None)
    if part is None:
        raise Refused(Text(zh="本次补正不涉及该部分。", en="This part is not to be corrected."))
    row = SectionAnswers.objects.select_related("edited_by").get(application=correction.application_id, section=section)
    if row.revision != revision:
        raise Changed(row)
    answers = merged(row.answers, part, fields)
    rows = SectionAnswers.objects.filter(Exists(_still_running(correction)), pk=row.pk, revision=revision)
    if not rows.update(answers=answers, revision=F("revision") + 1, edited_by=actor, edited_at=clock.now()):
        _why_not(correction, row)
    row.refresh_from_db()
    return row


@transaction.atomic
def answer_correction(*, correction: CorrectionRequest, signed_name: str, actor: User) -> Submission:
    """Hand in the corrected questions as the next numbered snapshot, signed anew (G-8); the old one stays as it is.

    A second click gets the same snapshot. Raises :class:`Refused` after the end, with every gap in the named
    questions, or without the signature.
    """
    signature = signature_of(signed_name, actor)
    application = _locked(correction)
    if correction.answered is not None:
        return correction.answered
    stage = _qualification(application)
    corrected = open_material(correction)
    _refuse_gaps(correction, corrected, stage)
    moment = clock.now()
    rows = CorrectionRequest.objects.filter(pk=correction.pk, closed_at=None, closes_at__gt=clock.database_now())
    if application.standing != Standing.IN_REVIEW or not rows.update(closed_at=moment):
        raise Refused(OVER, snapshot_clause(stage))
    submission = _snapshot(correction, corrected, signature, moment, actor)
    CorrectionRequest.objects.filter(pk=correction.pk).update(answered=submission)
    correction.refresh_from_db()
    _tell_of_answer(correction, submission, actor)
    return submission


@transaction.atomic
def close_overdue(moment: datetime, *, application: Application | None = None, dry_run: bool = False) -> list[Text]:
    """End the corrections whose instant has come, each at that instant; one sentence each. Safe to repeat."""
    rows = CorrectionRequest.objects.filter(closed_at=None, closes_at__lte=moment).order_by("closes_at", "id")
    if application is not None:
        rows = rows.filter(application=application)
    due = list(rows.select_related("application__organisation", "application__edition__regulation_version"))
    return [_sentence(row) for row in due if dry_run or _lapse(row)]


@transaction.atomic
def end_corrections(application: Application) -> None:
    """End a running correction because the application leaves the review."""
    for row in CorrectionRequest.objects.filter(application=application, closed_at=None):
        CorrectionRequest.objects.filter(pk=row.pk, closed_at=None).update(closed_at=clock.now())
        record("end_correction", actor=None, about=application, correction=row.pk)


def next_overdue() -> datetime | None:
    """The next end of a running correction."""
    rows = CorrectionRequest.objects.filter(closed_at=None, closes_at__gt=clock.now())
    return rows.order_by("closes_at").values_list("closes_at", flat=True).first()


def _named(material: Material, chosen: Sequence[str], clause: Clause) -> tuple[str, ...]:
    there = {question.key for _section, several in numbered_questions(material) for _number, question in several}
    if not chosen or not set(chosen) <= there:
        raise Refused(Text(zh="请选择需要补正的问题。", en="Choose which questions are to be corrected."), clause)
    return with_dependants(material.form, chosen)


def _words(reason: str, clause: Clause) -> str:
    words = plain_text(reason).strip()
    if not words:
        raise Refused(Text(zh="请写明补正理由。", en="Please give the reason."), clause)
    return words


def _closing(until: date, clause: Clause) -> datetime:
    today = clock.today()
    if not today <= until <= today + LONGEST:
        raise Refused(
            Text(zh="补正期限须从今天起，至多一年。", en="The last day lies between today and a year from now."), clause
        )
    return datetime.combine(until + ONE_DAY, time(), clock.SHANGHAI)


def _still_running(correction: CorrectionRequest) -> Any:
    return CorrectionRequest.objects.filter(
        pk=correction.pk, application=OuterRef("application"), closed_at=None, closes_at__gt=clock.database_now()
    )


def _why_not(correction: CorrectionRequest, row: SectionAnswers) -> None:
    fresh = SectionAnswers.objects.select_related("edited_by").get(pk=row.pk)
    if fresh.revision != row.revision:
        raise Changed(fresh)
    raise Refused(OVER, snapshot_clause(_qualification(correction.application)))


def _locked(correction: CorrectionRequest) -> Application:
    # As the office's decision does: whoever comes second finds what the first one did.
    application = correction.application
    locked = Application.objects.select_for_update(of=("self",)).values_list("standing", flat=True)
    application.standing = locked.get(pk=application.pk)
    correction.refresh_from_db(fields=["answered", "closed_at"])
    return application


def _qualification(application: Application) -> EditionStage:
    stage = EditionStage.objects.get(edition=application.edition_id, kind="qualification")
    stage.edition = application.edition
    return stage


def _refuse_gaps(correction: CorrectionRequest, corrected: Material, stage: EditionStage) -> None:
    named, clause = set(correction.questions), stage_clause(stage)
    gaps = [gap for gap in missing_of(corrected) if gap.question.key in named]
    if gaps:
        urls = [section_url(correction, gap.section, gap.field) for gap in gaps]
        missing = [as_blocker(gap, clause, url) for gap, url in zip(gaps, urls, strict=True)]
        raise Refused(INCOMPLETE, clause, missing)


def section_url(correction: CorrectionRequest, section: Section, field: str) -> str:
    """Where a named question is corrected."""
    return f"{reverse('correction_section', args=[correction.pk, section.key])}#id_{field}"


def _snapshot(
    correction: CorrectionRequest, corrected: Material, signature: str, moment: datetime, actor: User
) -> Submission:
    application, asked = correction.application, correction.submission
    content = _content(correction, corrected, signature)
    number = asked.number + 1
    submission = Submission.objects.create(
        application=application, number=number, receipt=f"{application.number}-{number}", content=content,
        digest=digest_of(content), submitted_by=actor, submitted_at=moment,
    )  # fmt: skip
    application.__dict__.pop("_prefetched_objects_cache", None)
    record(
        "answer_correction", actor=actor, about=application, receipt=submission.receipt, digest=submission.digest,
        number=number, corrects=asked.receipt, questions=correction.questions,
    )  # fmt: skip
    return submission


def _content(correction: CorrectionRequest, corrected: Material, signature: str) -> dict[str, Any]:
    before, named = correction.submission.content, set(correction.questions)
    home = {question.key: section.key for section in corrected.form.sections for question in section.questions}
    sections = {
        key: {name: typed for name, typed in part.items() if key_of(name) not in named}
        for key, part in before["sections"].items()
    }
    for name, typed in corrected.fields.items():
        if key_of(name) in named:
            sections.setdefault(home[key_of(name)], {})[name] = typed
    kept = [row for row in before["evidence"] if row["question"] not in named]
    new = [evidence_row(proof) for proof in corrected.proofs if proof.question in named]
    return {
        **before,
        "sections": sections,
        "evidence": [*kept, *new],
        "statement": statement(signature),
        "corrects": {"receipt": correction.submission.receipt, "digest": correction.submission.digest},
    }


def _lapse(row: CorrectionRequest) -> bool:
    """End a correction at its legal instant; False when somebody else did."""
    if not CorrectionRequest.objects.filter(pk=row.pk, closed_at=None).update(closed_at=row.closes_at):
        return False
    application = row.application
    record("correction_lapsed", actor=None, about=application, correction=row.pk, legal_instant=row.closes_at)
    title = Text(zh="补正期限已到", en="The time for the correction is over")
    body = Text(
        zh=f"{application.applicant_name}未在期限内提交补正，按原提交内容审查。",
        en=f"{application.applicant_name} handed in no correction in time; what was handed in before is judged.",
    )
    tell_applicant(application, title=title, body=body)
    tell_office(application.edition, title=title, body=body, url=reverse("screen", args=[application.pk]))
    return True


def _sentence(row: CorrectionRequest) -> Text:
    title, number = row.application.edition.title, row.application.number
    return Text(
        zh=f"{title['zh']}：{number}补正期限已到，{written.moment(row.closes_at, 'zh')}",
        en=f"{title['en']}: the correction of {number} ran out, {written.moment(row.closes_at, 'en')}",
    )


def _tell_of_answer(correction: CorrectionRequest, submission: Submission, actor: User) -> None:
    application, name = correction.application, correction.application.applicant_name
    title = Text(zh=f"补正已提交：{name}", en=f"Corrected: {name}")
    body = Text(
        zh=f"{name}已提交补正，回执号：{submission.receipt}。前后差异可在申报页面查看。",
        en=f"{name} handed in its correction, receipt {submission.receipt}. The application shows the difference.",
    )
    tell_office(application.edition, title=title, body=body, url=reverse("screen", args=[application.pk]))
    if application.recommender is not None:
        people = people_in(application.recommender, Seat.RECOMMENDER)
        notify(people, title=title, body=body, url=reverse("recommend", args=[application.pk]))
    tell_applicant(application, title=title, body=body)
