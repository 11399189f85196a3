"""What an application says: as handed in (a snapshot), or as it is being written (the draft)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from journal.clock import SHANGHAI
from schemes.catalogue import framework
from schemes.regulation import Form, Regulation
from schemes.regulation.organs import Standard
from schemes.regulation.stages import StageKind

from .answers import Layout
from .models import Application, Edition, EditionStage, EvidenceFile, Submission
from .queries import regulation_of, stage_of

ONE_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class Proof:
    """A file that was attached to a question; ``pk`` is its :class:`EvidenceFile`."""

    pk: int
    question: str
    name: str
    size: int
    content_type: str
    digest: str
    uploaded_at: datetime


@dataclass(frozen=True, kw_only=True)
class Material:
    """Fields by name and the files; ``submission`` is None for a draft."""

    application: Application
    regulation: Regulation
    form: Form
    layout: Layout
    fields: Mapping[str, str]
    proofs: tuple[Proof, ...] = ()
    submission: Submission | None = None
    by_question: Mapping[str, tuple[Proof, ...]] = field(default_factory=dict)


def material_of(thing: Application | Submission) -> Material:
    """A submission's snapshot; for an application its latest submission, the draft while there is none (G-9)."""
    if isinstance(thing, Submission):
        return _snapshot(thing.application, thing)
    latest = latest_submission(thing)
    return _snapshot(thing, latest) if latest else draft_of(thing)


def draft_of(application: Application) -> Material:
    """What the applicant is writing now, submitted or not."""
    fields = {name: typed for part in application.sections.all() for name, typed in part.answers.items()}
    kept = (file for file in application.evidence.all() if file.removed_at is None)
    return _material(application, fields, tuple(proof_of(file) for file in kept), None)


def latest_submission(application: Application) -> Submission | None:
    """What counts now: the last thing handed in (uses prefetched submissions)."""
    return max(application.submissions.all(), key=lambda submission: submission.number, default=None)


def layout_of(edition: Edition, applicant_kind: str) -> Layout:
    """The form of a kind of applicant, with the years and the items that this edition asks for."""
    return form_layout(regulation_of(edition), applicant_kind, reference_day(edition))


def form_layout(regulation: Regulation, applicant_kind: str, on: date) -> Layout:
    """The form of a kind of applicant as it stands on a day: its series end with the year before."""
    standard = regulation.rule(Standard)
    return Layout(
        form=regulation.form(applicant_kind),
        last_year=on.year - 1,
        framework=framework(standard[1].framework) if standard else None,
    )


def reference_day(edition: Edition) -> date:
    """The last day of applications: the day on which conditions are judged. Planned until the call fixes it."""
    stage = application_stage(edition)
    return last_day(stage.closes_at) if stage.closes_at else stage.planned_until


def application_stage(edition: Edition) -> EditionStage:
    """The stage in which applications are taken; every procedure begins with it."""
    stage = stage_of(edition, StageKind.APPLICATION)
    if stage is None:
        raise LookupError("an edition's procedure starts with applications")
    return stage


def last_day(closes_at: datetime) -> date:
    """The day that an exclusive instant ends: 24:00 belongs to the day before."""
    return (closes_at - ONE_MOMENT).astimezone(SHANGHAI).date()


def proof_of(file: EvidenceFile) -> Proof:
    """A stored file as a proof."""
    return Proof(
        pk=file.pk,
        question=file.question,
        name=file.name,
        size=file.size,
        content_type=file.content_type,
        digest=file.digest,
        uploaded_at=file.uploaded_at,
    )


def _snapshot(application: Application, submission: Submission) -> Material:
    content = submission.content
    fields = {name: typed for part in content["sections"].values() for name, typed in part.items()}
    return _material(application, fields, tuple(_kept(row) for row in content["evidence"]), submission)


def _kept(row: dict[str, Any]) -> Proof:
    return Proof(**{**row, "uploaded_at": datetime.fromisoformat(row["uploaded_at"])})


def _material(
    application: Application, fields: Mapping[str, str], proofs: tuple[Proof, ...], submission: Submission | None
) -> Material:
    layout = layout_of(application.edition, application.applicant_kind)
    by_question: dict[str, tuple[Proof, ...]] = {}
    for proof in proofs:
        by_question[proof.question] = (*by_question.get(proof.question, ()), proof)
    return Material(
        application=application,
        regulation=regulation_of(application.edition),
        form=layout.form,
        layout=layout,
        fields=fields,
        proofs=proofs,
        submission=submission,
        by_question=by_question,
    )
