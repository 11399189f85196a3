"""The edition's board: each stage with its state, links and blockers; what the office must do next, by when, why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from accounts.models import User
from journal import clock
from schemes.regulation import Clause, Text

from .models import Edition, EditionStage
from .queries import missing_parameters, next_stage_of, open_stage_of, provisional_stages, stage_clause, stage_rule
from .services import blockers_to_close, blockers_to_open
from .stages import Blocker, Link, behaviour

SOON = timedelta(days=3)


@dataclass(frozen=True, kw_only=True)
class StageLine:
    """A stage on the board. ``act`` is ``open``, ``close`` or empty; ``blockers`` belong to that act."""

    stage: EditionStage
    name: Text
    clause: Clause
    state: str
    links: tuple[Link, ...]
    act: str
    blockers: tuple[dict[str, Any], ...]
    provisional: bool


def board(edition: Edition, user: User) -> list[StageLine]:
    """Every stage in order; the open one (or the next one) carries its blockers."""
    now, nxt = open_stage_of(edition), next_stage_of(edition)
    uncertain = provisional_stages(edition.stages.all())
    return [
        _line(_with(edition, stage), now, nxt, user, provisional=stage.pk in uncertain)
        for stage in edition.stages.all()
    ]


def pipeline_of(lines: Iterable[StageLine]) -> list[dict[str, Any]]:
    """The board as the pipeline component takes it."""
    return [
        {
            "name": line.name,
            "state": line.state,
            "date": line.stage.opened_at or line.stage.planned_from,
            "until": line.stage.closed_at or line.stage.closes_at or line.stage.planned_until,
            "provisional": line.provisional,
            "url": f"#stage-{line.stage.kind}",
        }
        for line in lines
    ]


def tasks_of(edition: Edition, user: User) -> list[dict[str, Any]]:
    """What the office must do next in an edition, most urgent first."""
    stage = open_stage_of(edition)
    opened = stage is not None
    stage = stage or next_stage_of(edition)
    if stage is None:
        return []
    stage = _with(edition, stage)
    blockers = blockers_to_close(stage) if opened else blockers_to_open(stage)
    tasks = [_task(edition, stage, blocker) for blocker in blockers] or [_ready(stage, opened)]
    return [*tasks, *_parameters(edition, {blocker.clause for blocker in blockers})]


def as_lines(blockers: Iterable[Blocker]) -> tuple[dict[str, Any], ...]:
    """Blockers as the component takes them."""
    return tuple({"says": b.text, "url": b.url, "clause": b.clause, "article": b.article} for b in blockers)


def due_state(day: date) -> str:
    """``late`` after a day, ``soon`` in the days before it."""
    today = clock.today()
    return "late" if today > day else "soon" if today + SOON >= day else ""


def _line(
    stage: EditionStage, now: EditionStage | None, nxt: EditionStage | None, user: User, *, provisional: bool
) -> StageLine:
    act = "close" if stage.is_open else "open" if now is None and nxt is not None and nxt.pk == stage.pk else ""
    asked = {"close": blockers_to_close, "open": blockers_to_open}.get(act)
    blockers = tuple(asked(stage)) if asked else ()
    return StageLine(
        stage=stage,
        name=stage_rule(stage).name,
        clause=stage_clause(stage),
        state=_state(stage, act, blockers),
        links=tuple(behaviour(stage.kind).shows(stage, user)),
        act=act,
        blockers=as_lines(blockers),
        provisional=provisional,
    )


def _state(stage: EditionStage, act: str, blockers: tuple[Blocker, ...]) -> str:
    if stage.closed_at:
        return "done"
    if stage.is_open:
        return "late" if due_state(stage.planned_until) == "late" and not stage.closes_at else "current"
    return "blocked" if act == "open" and blockers else "upcoming"


def _with(edition: Edition, stage: EditionStage) -> EditionStage:
    # The stage reads its edition's prefetched stages and parameters instead of fetching them again.
    stage.edition = edition
    return stage


def _task(edition: Edition, stage: EditionStage, blocker: Blocker) -> dict[str, Any]:
    return {
        "what": blocker.text,
        "why": Text(zh=f"{edition.title['zh']}", en=f"{edition.title['en']}"),
        "clause": {"clause": blocker.clause, "article": blocker.article},
        "url": blocker.url or reverse("office_edition", args=[edition.pk]),
        **_due(stage),
    }


def _ready(stage: EditionStage, opened: bool) -> dict[str, Any]:
    name, title = stage_rule(stage).name, stage.edition.title
    what = Text(zh=f"结束“{name.zh}”", en=f"Close “{name.en}”")
    if not opened:
        what = Text(zh=f"开始“{name.zh}”", en=f"Open “{name.en}”")
    return {
        "what": what,
        "why": Text(zh=f"{title['zh']}：条件已具备", en=f"{title['en']}: nothing stands in the way"),
        "clause": stage_clause(stage),
        "url": reverse("stage_close" if opened else "stage_open", args=[stage.pk]),
        **_due(stage),
    }


def _due(stage: EditionStage) -> dict[str, Any]:
    if stage.is_open and stage.closes_at:
        return {"due": stage.closes_at, "state": due_state(stage.closes_at.astimezone(clock.SHANGHAI).date())}
    on = stage.planned_until if stage.is_open else stage.planned_from
    return {"due_on": on, "state": due_state(on)}


def _parameters(edition: Edition, told: set[str]) -> list[dict[str, Any]]:
    left = [(clause, parameter) for clause, parameter in missing_parameters(edition) if clause.id not in told]
    if not left:
        return []
    clause, parameter = left[0]
    return [
        {
            "what": Text(zh=f"补充办法未载明的参数（{len(left)}项）", en=f"Enter {len(left)} parameter(s) left open"),
            "why": parameter.asks,
            "clause": clause,
            "url": reverse("office_edition", args=[edition.pk]) + "#parameters",
        }
    ]
