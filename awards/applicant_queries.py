"""Reading for applicants: their tasks with dates, what is open, what happens next and when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.models import User
from journal import clock
from journal.templatetags.portal import say
from schemes.regulation import Clause, Regulation
from schemes.regulation.stages import StageKind

from .correction_queries import running_corrections
from .material import last_day, latest_submission
from .models import (
    Application,
    Award,
    CorrectionRequest,
    Document,
    Edition,
    EditionStage,
    Paper,
    Recommendation,
    Result,
    StageOutcome,
    Standing,
)
from .policies import own_applications
from .queries import provisional_stages, regulation_of, stage_clause, stage_of, stage_rule
from .release import is_announced, told, told_standing

SOON = 7
KINDS = {
    Standing.DRAFT: "info", Standing.SUBMITTED: "good", Standing.IN_REVIEW: "info", Standing.PROPOSED: "good",
    Standing.AWARDED: "seal", Standing.LAPSED: "bad", Standing.REJECTED: "bad", Standing.DISQUALIFIED: "bad",
    Standing.AWARD_LOST: "bad",
}  # fmt: skip
NAMES = {
    Standing.DRAFT: _("Draft"), Standing.SUBMITTED: _("Handed in"), Standing.WITHDRAWN: _("Withdrawn"),
    Standing.LAPSED: _("Lapsed"), Standing.IN_REVIEW: _("Under review"), Standing.REJECTED: _("Not accepted"),
    Standing.DISQUALIFIED: _("Disqualified"), Standing.NOT_PASSED: _("Did not pass"),
    Standing.PROPOSED: _("Proposed for an award"), Standing.AWARD_LOST: _("Award lost"),
    Standing.NOT_AWARDED: _("No award"), Standing.AWARDED: _("Award won"),
}  # fmt: skip

RESULTS = {
    Result.PASSED: _("Passed"), Result.FAILED: _("Not passed"), Result.DISQUALIFIED: _("Disqualified"),
    Result.LAPSED: _("Lapsed"), Result.PROPOSED: _("Proposed"), Result.NOT_PROPOSED: _("Not proposed"),
    Result.AWARD_LOST: _("Award lost"), Result.AWARDED: _("Awarded"),
}  # fmt: skip

GOOD = (Result.PASSED, Result.PROPOSED, Result.AWARDED)


@dataclass(frozen=True, kw_only=True)
class Task:
    """What to do, by when, why."""

    what: Any
    url: str
    why: Any = ""
    clause: Clause | None = None
    regulation: Regulation | None = None
    due: datetime | None = None
    left: str | Promise = ""
    state: str = ""
    icon: str = "arrow-right"


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An application in a list, with its standing in words."""

    application: Application
    standing: str | Promise
    kind: str
    last: Any = None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One stage of what happens next: a real date where there is one, planned otherwise."""

    what: Any
    on: date | None = None
    at: datetime | None = None
    note: Any = ""
    clause: str = ""
    article: str = ""
    state: str = ""


def applications_listed(user: User) -> list[Listed]:
    """A person's applications, newest edition first."""
    rows = (
        own_applications(user)
        .select_related("edition__regulation_version", "organisation", "recommender")
        .prefetch_related(
            "edition__stages", "edition__parameters", "submissions",
            Prefetch("recommendations", Recommendation.objects.select_related("unit")), "outcomes__stage",
        )
        .order_by("-edition__year", "id")
    )  # fmt: skip
    return [
        Listed(
            application=row, standing=NAMES[told_standing(row)], kind=KINDS.get(told_standing(row), ""),
            last=max(told(row, row.outcomes.all()), key=lambda outcome: outcome.pk, default=None),
        )
        for row in rows
    ]  # fmt: skip


def tasks_of(user: User, listed: Iterable[Listed]) -> list[Task]:
    """What waits for the applicant, the nearest date first."""
    rows = {row.application.pk: row.application for row in listed}
    found = [task for row in rows.values() if (task := _task(row)) is not None]
    found += [_correction(rows[asked.application_id], asked) for asked in running_corrections(rows.values())]
    return sorted(found, key=lambda task: (task.due is None, task.due))


def editions_open() -> list[Edition]:
    """Editions that take applications now, the nearest deadline first."""
    running = EditionStage.objects.filter(
        edition=OuterRef("pk"), kind=StageKind.APPLICATION, opened_at__isnull=False, closed_at=None,
        closes_at__gt=clock.now(),
    )  # fmt: skip
    editions = Edition.objects.filter(Exists(running)).select_related("regulation_version")
    rows = list(editions.prefetch_related("stages", "parameters"))
    return sorted(rows, key=lambda edition: deadline_of(edition) or clock.now())


def deadline_of(edition: Edition) -> datetime | None:
    """When applications end; None before the call fixed it."""
    stage = stage_of(edition, StageKind.APPLICATION)
    return stage.closes_at if stage else None


def days_left(at: datetime | None) -> str | Promise:
    """How long until an instant, in calendar days of Shanghai."""
    if at is None:
        return ""
    days = (last_day(at) - clock.today()).days
    if at <= clock.now():
        return _("over")
    if days <= 0:
        return _("ends today")
    return ngettext_lazy("%(days)s day left", "%(days)s days left", "days") % {"days": days}


def is_soon(at: datetime | None) -> bool:
    """Whether an instant is near enough to be marked."""
    return at is not None and (last_day(at) - clock.today()).days <= SOON


def returned_opinion(application: Application) -> Recommendation | None:
    """The recommender's refusal of what counts now, if it was sent back."""
    latest = latest_submission(application)
    opinions = (
        opinion for opinion in application.recommendations.all() if latest and opinion.submission_id == latest.pk
    )
    return next((opinion for opinion in opinions if not opinion.recommended), None)


def next_steps(application: Application) -> list[Step]:
    """Every stage of the edition with its real or planned day: what happened, what is now, what comes."""
    outcomes = {outcome.stage_id: outcome for outcome in told(application, application.outcomes.all())}
    stages = list(application.edition.stages.all())
    uncertain = provisional_stages(stages)
    return [_step(stage, outcomes.get(stage.pk), provisional=stage.pk in uncertain) for stage in stages]


def letters_of(application: Application) -> list[Document]:
    """Written results sent to the applicant; made by the worker a moment after the act."""
    return list(application.documents.filter(kind=Paper.WRITTEN_RESULT))


def award_of(application: Application) -> dict[str, Any] | None:
    """The award that was won and announced, with its tier's name."""
    award = Award.objects.filter(application=application).first()
    if award is None or not is_announced(application.edition):
        return None
    tiers = regulation_of(application.edition).tiers
    return {"row": award, "tier": next(tier.name for tier in tiers if tier.key == award.tier)}


def told_outcomes(application: Application) -> list[dict[str, Any]]:
    """Each result with its stage's name, as the applicant reads it; scores stay with the office."""
    return [
        {
            "result": outcome.result, "result_in_words": RESULTS[Result(outcome.result)], "because": outcome.because,
            "stage_name": stage_rule(outcome.stage).name, "clause": outcome.clause, "article": outcome.article,
            "at": outcome.at, "good": outcome.result in GOOD,
        }
        for outcome in _with_edition(application)
    ]  # fmt: skip


def _with_edition(application: Application) -> list[StageOutcome]:
    """Outcomes whose stages know the edition that is loaded already."""
    outcomes = told(application, application.outcomes.all())
    for outcome in outcomes:
        outcome.stage.edition = application.edition
    return outcomes


def _step(stage: EditionStage, outcome: Any, *, provisional: bool) -> Step:
    clause, name = stage_clause(stage), stage_rule(stage).name
    if stage.closed_at is not None:
        note = outcome.because if outcome else ""
        return Step(what=name, at=stage.closed_at, note=note, clause=clause.id, article=clause.article, state="done")
    if stage.is_open:
        ends = {"at": stage.closes_at} if stage.closes_at else {"on": stage.planned_until}
        return Step(
            what=name,
            note=_("open now, until this time"),
            clause=clause.id,
            article=clause.article,
            state="now",
            **ends,
        )
    note = _("planned; provisional until that year's holidays are announced") if provisional else _("planned")
    return Step(what=name, on=stage.planned_from, note=note, clause=clause.id, article=clause.article)


def _correction(application: Application, asked: CorrectionRequest) -> Task:
    return Task(
        what=_("Correct the application: %(who)s") % {"who": application.applicant_name}, why=asked.reason,
        url=reverse("correction", args=[asked.pk]), due=asked.closes_at, left=days_left(asked.closes_at),
        state="soon" if is_soon(asked.closes_at) else "", icon="edit",
    )  # fmt: skip


def _task(application: Application) -> Task | None:
    stage = stage_of(application.edition, StageKind.APPLICATION)
    due = deadline_of(application.edition)
    if stage is None or not stage.is_open or due is None or due <= clock.now():
        return None
    task = _wanted(application)
    soon = "soon" if is_soon(due) else ""
    regulation = regulation_of(application.edition)
    return task and replace(
        task, due=due, left=days_left(due), state=soon, clause=stage_clause(stage), regulation=regulation
    )


def _wanted(application: Application) -> Task | None:
    name = {"who": application.applicant_name}
    here, unit = reverse("application", args=[application.pk]), application.recommender
    if application.standing == Standing.DRAFT:
        return Task(what=_("Fill in and hand in: %(who)s") % name, why=application.edition.title, url=here, icon="edit")
    if application.standing != Standing.SUBMITTED:
        return None
    if returned_opinion(application):
        what, why = _("Sent back by the recommender: %(who)s") % name, _("Change it and hand it in again.")
        return Task(what=what, why=why, url=here, icon="alert")
    if application.recommended_at is None and unit is not None:
        what = _("Handed in, not recommended yet: %(who)s") % name
        waits = _("Waiting for the signed opinion of %(unit)s.") % {"unit": say(unit.name)}
        return Task(what=what, why=waits, url=reverse("receipt", args=[application.pk]), icon="clock")
    return None
