"""Reading inquiries: who was asked what, who has not answered, what may be asked, what a unit may read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse

from accounts.models import Unit, UnitKind, User
from journal import clock
from schemes.regulation import Clause, Regulation, Text
from schemes.regulation.organs import Consultation
from schemes.regulation.stages import StageKind
from schemes.rules.periods import ends_at

from .application_queries import presented
from .inquiry_policies import lines_for
from .models import Application, Edition, EditionStage, Inquiry, InquiryAnswer, InquiryLine, Standing
from .presenting import PresentedSection, blocks_of
from .queries import open_stage_of, regulation_of
from .stages import Blocker

UNIT_KINDS = {"departments": UnitKind.DEPARTMENT, "member_units": UnitKind.MEMBER_UNIT}
IN_QUESTION = (Standing.SUBMITTED, Standing.IN_REVIEW)


@dataclass(frozen=True, kw_only=True)
class Reply:
    """A unit's place in an inquiry with its latest answer, for showing beside a clause."""

    line: InquiryLine
    latest: InquiryAnswer | None
    earlier: tuple[InquiryAnswer, ...]

    @property
    def late(self) -> bool:
        """Whether the answer that counts came after the due day."""
        return self.latest is not None and self.latest.answered_at >= due_at(self.line.inquiry)

    @property
    def state(self) -> str:
        """The verdict, ``unanswered`` once that is recorded, ``waiting`` until then."""
        if self.latest:
            return self.latest.verdict
        return "unanswered" if self.line.unanswered_at else "waiting"


def due_at(inquiry: Inquiry) -> datetime:
    """The instant at which an inquiry's last day ends."""
    return ends_at(inquiry.due_on)


# --- what may be asked ------------------------------------------------------------------------------------------------


def consultations(regulation: Regulation, kind: StageKind | str) -> list[tuple[Clause, Consultation]]:
    """The regulation's consultation rules of a stage."""
    return [(clause, rule) for clause, rule in regulation.rules(Consultation) if rule.stage == kind]


def asking_stage(edition: Edition) -> EditionStage | None:
    """The open stage, if something can be asked in it: qualification, and whatever stage a rule names."""
    stage = open_stage_of(edition)
    if stage is None:
        return None
    named = stage.kind == StageKind.QUALIFICATION or consultations(regulation_of(edition), stage.kind)
    return stage if named else None


def clauses_to_ask(regulation: Regulation, kind: StageKind | str) -> list[Clause]:
    """What an inquiry can concern: first what the regulation orders to ask by this stage, then each condition."""
    rank = StageKind(kind).rank
    ordered = [(clause, rule) for clause, rule in regulation.rules(Consultation) if rule.stage.rank <= rank]
    ordered.sort(key=lambda pair: -pair[1].stage.rank)
    conditions = [clause for form in regulation.forms for clause, _rule in regulation.criteria(form.applicant)]
    return list({clause.id: clause for clause in (*(clause for clause, _rule in ordered), *conditions)}.values())


def wording(regulation: Regulation, clause: Clause) -> Text:
    """What the regulation asks under a clause; the clause's own sentence where it words no question."""
    return next((rule.asks for where, rule in regulation.rules(Consultation) if where.id == clause.id), clause.says)


def units_to_ask(edition: Edition) -> QuerySet[Unit]:
    """The scheme's departments, and its committee's member units where the regulation has them asked."""
    kinds = {UNIT_KINDS[rule.whom] for _clause, rule in regulation_of(edition).rules(Consultation)}
    return Unit.objects.filter(scheme=edition.scheme, kind__in=kinds | {UnitKind.DEPARTMENT}).order_by("kind", "id")


def questions_of(regulation: Regulation, clause: str = "") -> dict[str, Text]:
    """Questions of the edition's forms by key; those that cite a clause, where one is named."""
    return {
        question.key: question.label
        for form in regulation.forms
        for question in form.questions()
        if not clause or clause in question.clauses
    }


def askable(stage: EditionStage) -> QuerySet[Application]:
    """Applications that a stage's inquiries can be about: handed in and not out of the review."""
    return Application.objects.filter(edition=stage.edition_id, standing__in=IN_QUESTION, submitted_at__isnull=False)


def unasked(stage: EditionStage, clause: str) -> QuerySet[Application]:
    """Those about which nobody was asked under a clause yet."""
    asked = InquiryLine.objects.filter(application=OuterRef("pk"), inquiry__clause=clause, inquiry__stage=stage)
    return askable(stage).filter(~Exists(asked))


# --- who has not answered ---------------------------------------------------------------------------------------------


def outstanding(**of: Any) -> QuerySet[InquiryLine]:
    """Lines that still wait: nothing answered, the application still in question, the stage not over."""
    rows = InquiryLine.objects.filter(inquiry__stage__closed_at=None, application__standing__in=IN_QUESTION, **of)
    return rows.filter(~Exists(InquiryAnswer.objects.filter(line=OuterRef("pk"))))


def waits_for_a_unit() -> Q:
    """Condition on applications: a department or member unit has not answered about them yet (a list's filter)."""
    return Q(pk__in=outstanding().values("application"))


def inquiry_blockers(stage: EditionStage) -> list[Blocker]:
    """What a stage's consultation rules still lack: somebody not asked about, somebody who may still answer."""
    found = consultations(regulation_of(stage.edition), stage.kind)
    return [blocker for clause, _rule in found for blocker in _blockers(stage, clause)]


def _blockers(stage: EditionStage, clause: Clause) -> list[Blocker]:
    url = reverse("inquiries", args=[stage.edition_id])
    left = unasked(stage, clause.id).count()
    waiting = outstanding(inquiry__stage=stage, inquiry__clause=clause.id, unanswered_at=None).count()
    texts = []
    if left:
        zh, en = f"还有{left}份申报未征求意见。", f"Nobody was asked about {left} application(s) yet."
        texts.append(Text(zh=zh, en=en))
    if waiting:
        zh, en = f"还有{waiting}项意见在等待答复。", f"{waiting} answer(s) may still come in before their day."
        texts.append(Text(zh=zh, en=en))
    return [Blocker(text=text, clause=clause.id, article=clause.article, url=url) for text in texts]


def inquiries_of(edition: Edition) -> list[Inquiry]:
    """An edition's inquiries, newest first, each with ``asked``, ``answered``, ``missing`` and ``units`` counted."""
    return list(
        edition.inquiries.select_related("asked_by", "stage").annotate(
            asked=Count("lines", distinct=True),
            answered=Count("lines", filter=Q(lines__answers__number=1), distinct=True),
            missing=Count("lines", filter=Q(lines__unanswered_at__isnull=False, lines__answers=None), distinct=True),
            units=Count("lines__unit", distinct=True),
            about=Count("lines__application", distinct=True),
        )
    )


def progress_of(inquiry: Inquiry) -> QuerySet[Unit]:
    """The units asked, each with ``asked``, ``answered`` and ``findings`` counted."""
    mine = Q(asked__inquiry=inquiry)
    return (
        Unit.objects.filter(asked__inquiry=inquiry)
        .annotate(
            all_asked=Count("asked", filter=mine, distinct=True),
            answered=Count("asked", filter=mine & Q(asked__answers__number=1), distinct=True),
            missing=Count(
                "asked", filter=mine & Q(asked__unanswered_at__isnull=False, asked__answers=None), distinct=True
            ),
        )
        .order_by("id")
    )


def with_answers(lines: QuerySet[InquiryLine]) -> QuerySet[InquiryLine]:
    """Lines as pages show them, in a number of statements that does not grow."""
    answers = Prefetch("answers", queryset=InquiryAnswer.objects.select_related("answered_by").order_by("number"))
    return lines.select_related("inquiry", "unit", "application__organisation").prefetch_related(answers)


def reply(line: InquiryLine) -> Reply:
    """A line with its answers, the latest apart."""
    answers = tuple(line.answers.all())
    return Reply(line=line, latest=answers[-1] if answers else None, earlier=answers[:-1])


def replies_about(application: Application) -> tuple[Reply, ...]:
    """Every unit's word on an application, in the order of asking."""
    lines = InquiryLine.objects.filter(application=application).order_by("inquiry_id", "unit_id")
    return tuple(reply(line) for line in with_answers(lines))


# --- what a unit sees -------------------------------------------------------------------------------------------------


def tasks_for(user: User) -> list[dict[str, Any]]:
    """A person's inquiries by unit: what waits by its day first, then what is done or over."""
    rows = (
        lines_for(user)
        .values("inquiry", "unit")
        .annotate(
            asked=Count("id", distinct=True),
            answered=Count("id", filter=Q(answers__number=1), distinct=True),
            waiting=Count("id", filter=Q(answers=None, application__standing__in=IN_QUESTION), distinct=True),
        )
        .order_by()
    )
    inquiries = Inquiry.objects.select_related("edition__regulation_version", "stage").prefetch_related(
        "edition__parameters"
    )
    by_inquiry, by_unit = (
        inquiries.in_bulk({row["inquiry"] for row in rows}),
        Unit.objects.in_bulk({row["unit"] for row in rows}),
    )
    tasks = [_task(row, by_inquiry[row["inquiry"]], by_unit[row["unit"]]) for row in rows]
    return sorted(tasks, key=lambda task: (task["settled"], task["inquiry"].due_on, task["inquiry"].pk))


def _task(row: Mapping[str, Any], inquiry: Inquiry, unit: Unit) -> dict[str, Any]:
    over = inquiry.stage.closed_at is not None
    return {
        **row,
        "inquiry": inquiry,
        "unit": unit,
        "regulation": regulation_of(inquiry.edition),
        "over": over,
        "settled": over or not row["waiting"],
        "late": inquiry.due_on < clock.today(),
    }


def facts_shown(line: InquiryLine) -> Sequence[PresentedSection]:
    """What a unit may read of an application: the answers asked about, or all where the office says so."""
    sections = presented(line.application)
    if line.inquiry.whole:
        return sections
    return _limited(sections, line.inquiry.questions)


def _limited(sections: Iterable[PresentedSection], keys: Sequence[str]) -> list[PresentedSection]:
    limited = []
    for section in sections:
        answers = tuple(answer for answer in section.answers if answer.key in keys)
        if answers:
            limited.append(replace(section, answers=answers, blocks=tuple(blocks_of(answers))))
    return limited
