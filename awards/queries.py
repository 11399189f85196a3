"""Reading editions: their regulation as settled by parameters, their stages, what is still missing."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from schemes.catalogue import open_parameters, settled
from schemes.queries import parsed, unannounced
from schemes.regulation import Clause, OpenParameter, Regulation
from schemes.regulation.organs import Recommenders
from schemes.regulation.organs import Stage as StageRule
from schemes.regulation.stages import StageKind

from .models import Edition, EditionStage


def regulation_of(edition: Edition) -> Regulation:
    """The edition's regulation with its open parameters replaced by the values the office entered."""
    if not hasattr(edition, "_regulation"):
        version = edition.regulation_version
        values = tuple(sorted((p.name, _hashable(p.value)) for p in edition.parameters.all()))
        edition._regulation = _settled(version.digest, version.pk, values)
    return edition._regulation


@lru_cache(maxsize=64)
def _settled(digest: str, version: int, values: tuple[tuple[str, Any], ...]) -> Regulation:
    return settled(parsed(digest, version), dict(values))


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def missing_parameters(edition: Edition) -> tuple[tuple[Clause, OpenParameter], ...]:
    """Open parameters without a value, each with the clause that leaves it open (G-10)."""
    return tuple(open_parameters(regulation_of(edition)))


def stage_rule(stage: EditionStage) -> StageRule:
    """The procedure's line about a stage."""
    return next(rule for rule in regulation_of(stage.edition).stages if rule.kind == stage.kind)


def stage_clause(stage: EditionStage) -> Clause:
    """The clause that orders a stage."""
    return regulation_of(stage.edition).clause(stage_rule(stage).clause)


def recommending_clause(stage: EditionStage) -> Clause | None:
    """The clause that asks for a signed opinion on an application; None where the regulation asks for none."""
    found = regulation_of(stage.edition).rule(Recommenders)
    return found[0] if found and found[1].needed else None


def stage_of(edition: Edition, kind: StageKind) -> EditionStage | None:
    """An edition's stage of a kind, if its procedure has one."""
    return next((stage for stage in edition.stages.all() if stage.kind == kind), None)


def open_stage_of(edition: Edition) -> EditionStage | None:
    """The stage that is open now."""
    return next((stage for stage in edition.stages.all() if stage.is_open), None)


def next_stage_of(edition: Edition) -> EditionStage | None:
    """The first stage that has not been opened."""
    return next((stage for stage in edition.stages.all() if stage.opened_at is None), None)


def provisional_stages(stages: Iterable[EditionStage]) -> set[int]:
    """Stages, by ID, that are only planned and reach into a year whose holidays are not announced."""
    planned = {stage.pk: stage.planned_until.year for stage in stages if not (stage.closed_at or stage.closes_at)}
    uncertain = unannounced(planned.values())
    return {pk for pk, year in planned.items() if year in uncertain}
