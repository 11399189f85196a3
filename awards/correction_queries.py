"""Reading corrections: which one runs, which questions it opens, what stands in them, what changed by it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import QuerySet, prefetch_related_objects

from journal import clock
from schemes.regulation import Clause, Form, Question, Section, Text

from .answers import applies
from .differences import QuestionChange, difference
from .material import Material, draft_of, material_of
from .models import Application, CorrectionRequest, EditionStage, Submission
from .queries import regulation_of, stage_clause

SNAPSHOTS = "G-9"


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """A request with what became of it; ``changes`` only where it was answered."""

    request: CorrectionRequest
    questions: tuple[Question, ...]
    running: bool
    changes: tuple[QuestionChange, ...] = ()


def running_correction(application: Application) -> CorrectionRequest | None:
    """The request that the applicant may still answer. What counts in the end is the database's clock."""
    return _running().filter(application=application).first()


def running_corrections(applications: Iterable[Application]) -> QuerySet[CorrectionRequest]:
    """Those of several applications, the nearest end first."""
    rows = _running().filter(application__in=[application.pk for application in applications])
    return rows.order_by("closes_at", "id")


def is_reopened(application: Application, question: str) -> bool:
    """Whether a running request names a question; decided on the database's clock."""
    there = CorrectionRequest.objects.filter(application=application, closed_at=None)
    rows = there.filter(closes_at__gt=clock.database_now()).values_list("questions", flat=True)
    return any(question in questions for questions in rows)


def corrections_of(application: Application) -> list[Corrected]:
    """Every request about an application, oldest first, each with its difference."""
    rows = list(application.corrections.select_related("submission", "answered").order_by("id"))
    if rows:  # every snapshot is laid out by the edition's stages
        prefetch_related_objects([application.edition], "stages")
    return [_corrected(application, row) for row in rows]


def open_material(correction: CorrectionRequest) -> Material:
    """The snapshot that was asked about, with what now stands in the named questions, and only in those."""
    before, draft = asked_material(correction), draft_of(correction.application)
    named = set(correction.questions)
    fields = {name: typed for name, typed in before.fields.items() if key_of(name) not in named}
    fields |= {name: typed for name, typed in draft.fields.items() if key_of(name) in named}
    kept = [proof for proof in before.proofs if proof.question not in named]
    proofs = (*kept, *(proof for proof in draft.proofs if proof.question in named))
    by_question = {key: tuple(p for p in proofs if p.question == key) for key in {p.question for p in proofs}}
    return replace(before, fields=fields, proofs=proofs, by_question=by_question, submission=None)


def asked_material(correction: CorrectionRequest) -> Material:
    """The snapshot that was asked about."""
    return _of(correction.application, correction.submission)


def named_sections(correction: CorrectionRequest) -> tuple[tuple[int, Section], ...]:
    """The form's sections that hold a named question, with their numbers and with those questions alone."""
    form = regulation_of(correction.application.edition).form(correction.application.applicant_kind)
    named = set(correction.questions)
    parts = ((number, _only(section, named)) for number, section in enumerate(form.sections, 1))
    return tuple((number, section) for number, section in parts if section.questions)


def with_dependants(form: Form, chosen: Iterable[str]) -> tuple[str, ...]:
    """The chosen questions and those that an answer to them can bring up, in the form's order."""
    named = set(chosen)
    while more := {q.key for q in form.questions() if q.when and q.when.fact in named} - named:
        named |= more
    return tuple(question.key for question in form.questions() if question.key in named)


def numbered_questions(material: Material) -> list[tuple[Section, list[tuple[str, Question]]]]:
    """Every question that applies, with its number, by section."""
    return [
        (
            section,
            [
                (f"{number}.{place}", question)
                for place, question in enumerate(section.questions, 1)
                if applies(question, material.form, material.layout, material.fields)
            ],
        )
        for number, section in enumerate(material.form.sections, 1)
    ]


def snapshot_clause(stage: EditionStage) -> Clause:
    """The clause on snapshots and their corrections (G-9); the stage's own where a regulation has none."""
    common = regulation_of(stage.edition).common
    return next((clause for clause in common if clause.id == SNAPSHOTS), None) or stage_clause(stage)


def waits(running: CorrectionRequest) -> Text:
    """Until when a decision has to wait."""
    return Text(
        zh=f"补正进行中，至{running.until:%Y年%-m月%-d日}24:00；其间不能作出资格审查决定。",
        en=f"A correction is running until 24:00 of {running.until.isoformat()}; no decision before it ends.",
    )


def key_of(field: str) -> str:
    """The question that a field belongs to."""
    return field.split("-", 1)[0]


def _running() -> QuerySet[CorrectionRequest]:
    return CorrectionRequest.objects.filter(closed_at=None, closes_at__gt=clock.now())


def _corrected(application: Application, row: CorrectionRequest) -> Corrected:
    row.application = application
    form = regulation_of(application.edition).form(application.applicant_kind)
    return Corrected(
        request=row,
        questions=tuple(question for question in form.questions() if question.key in row.questions),
        running=row.closed_at is None and row.closes_at > clock.now(),
        changes=difference(asked_material(row), _of(application, row.answered)) if row.answered else (),
    )


def _of(application: Application, submission: Submission) -> Material:
    submission.application = application  # its edition is loaded already
    return material_of(submission)


def _only(section: Section, named: set[str]) -> Section:
    kept = tuple(question for question in section.questions if question.key in named)
    return section.model_copy(update={"questions": kept})
