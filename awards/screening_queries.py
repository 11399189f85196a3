"""Reading the screening: what is undecided, and each rule's finding with the officer's latest word on it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from schemes.regulation.stages import StageKind
from schemes.rules.finding import Finding, Outcome

from .application_queries import findings_of
from .models import Application, EditionStage, JudgedClause, RejectionProposal, StageOutcome, Standing
from .queries import regulation_of, stage_of

# A rejection that another officer still has to confirm.
PROPOSED = Exists(RejectionProposal.objects.filter(application=OuterRef("pk"), decided_at=None))


@dataclass(frozen=True, kw_only=True)
class Screened:
    """A finding, its place inside its clause, and what an officer said about it."""

    finding: Finding
    rule: int
    judged: JudgedClause | None

    @property
    def outcome(self) -> Outcome:
        """The officer's word where there is one, else the core's."""
        # What the facts break stays broken, also where they were corrected after somebody had judged.
        if self.judged is None or self.finding.outcome is Outcome.NOT_MET:
            return self.finding.outcome
        return Outcome.MET if self.judged.met else Outcome.NOT_MET

    @property
    def open(self) -> bool:
        """Whether an officer still has to decide."""
        return self.outcome in (Outcome.FOR_JUDGEMENT, Outcome.UNKNOWN)

    @property
    def name(self) -> str:
        """How forms and links name it."""
        return f"{self.finding.clause}-{self.rule}"


def undecided(stage: EditionStage) -> QuerySet[Application]:
    """Applications received on which qualification has not decided."""
    return decided_in(stage, False).filter(standing=Standing.IN_REVIEW)


def decided_in(stage: EditionStage, decided: bool) -> QuerySet[Application]:
    """Applications of the edition with or without an outcome in a stage."""
    outcome = StageOutcome.objects.filter(application=OuterRef("pk"), stage=stage)
    return Application.objects.filter(Exists(outcome) if decided else ~Exists(outcome), edition=stage.edition_id)


def screened(application: Application) -> tuple[Screened, ...]:
    """Every finding on an application, in article order, with the latest judgement of each.

    A judgement about questions that were corrected after it counts no longer: what it judged is not there any more.
    """
    latest = {(row.clause, row.rule): row for row in application.judged.select_related("judged_by").order_by("id")}
    corrected = _corrected(application)
    found = (
        (finding, rule, latest.get((finding.clause, rule))) for finding, rule in _numbered(findings_of(application))
    )
    return tuple(
        Screened(finding=finding, rule=rule, judged=_still_counts(judged, finding, corrected))
        for finding, rule, judged in found
    )


def _corrected(application: Application) -> list[tuple[datetime, frozenset[str]]]:
    """When answers were corrected, with the questions and the clauses that they concern."""
    rows = application.corrections.exclude(answered=None).values_list("closed_at", "questions")
    asked = regulation_of(application.edition).form(application.applicant_kind).questions()
    clauses = {question.key: question.clauses for question in asked}
    return [
        (at, frozenset(named).union(*(clauses.get(key, ()) for key in named))) for at, named in rows if at is not None
    ]


def _still_counts(
    judged: JudgedClause | None, finding: Finding, corrected: list[tuple[datetime, frozenset[str]]]
) -> JudgedClause | None:
    concerns = {finding.clause, *finding.facts}
    outdated = judged is not None and any(at > judged.judged_at and concerns & about for at, about in corrected)
    return None if outdated else judged


def _numbered(findings: Sequence[Finding]) -> list[tuple[Finding, int]]:
    seen: Counter[str] = Counter()
    numbered = []
    for finding in findings:
        numbered.append((finding, seen[finding.clause]))
        seen[finding.clause] += 1
    return numbered


def qualification_of(application: Application) -> StageOutcome | None:
    """The decision that qualification made on an application."""
    stage = stage_of(application.edition, StageKind.QUALIFICATION)
    if stage is None:
        return None
    return application.outcomes.filter(stage=stage).select_related("decided_by").first()


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where one application stands in its edition's queue: its neighbours among the undecided, and how far it is."""

    first: int | None
    previous: int | None
    following: int | None
    done: int
    total: int


def place_in_queue(application: Application) -> Place | None:
    """Neighbours by number among those that nobody has decided or proposed to reject; None without the stage."""
    stage = stage_of(application.edition, StageKind.QUALIFICATION)
    if stage is None:
        return None
    left = undecided(stage).filter(~PROPOSED).values_list("pk", flat=True)
    before = left.filter(number__lt=application.number).order_by("-number")
    after = left.filter(number__gt=application.number).order_by("number")
    done, others = decided_in(stage, True).count(), undecided(stage).count()
    return Place(
        first=left.exclude(pk=application.pk).order_by("number").first(),
        previous=before.first(),
        following=after.first(),
        done=done,
        total=done + others,
    )
