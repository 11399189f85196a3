"""What the edition's regulation asks of a review stage: panel, scorers, undertaking, framework, shortlist."""

from dataclasses import dataclass
from functools import lru_cache

from accounts.models import Seat
from awards.models import Edition, EditionStage
from awards.queries import regulation_of, stage_clause
from schemes.catalogue import framework
from schemes.regulation import Clause, Text
from schemes.regulation.aftermath import Undertaking
from schemes.regulation.framework import Framework
from schemes.regulation.organs import PanelRule, PublicPresentation, Shortlist, Standard, WrittenResult
from schemes.regulation.stages import StageKind

REVIEWS = (StageKind.DOCUMENT_REVIEW, StageKind.ONSITE_REVIEW, StageKind.PRESENTATION)
PRESENTATION_ITEM = "presentation"
BEST_PERCENT = 100


@dataclass(frozen=True, kw_only=True)
class PanelNeeds:
    """How a panel must be made up, and the clause that says so; ``at_most`` None: no upper limit."""

    clause: Clause
    at_least: int
    at_most: int | None
    leader: bool
    trade_expert: bool


def panel_needs(stage: EditionStage) -> PanelNeeds:
    """The regulation's panel rule for a stage; where it has none, one scorer, and a leader who writes the report."""
    for clause, rule in regulation_of(stage.edition).rules(PanelRule):
        if stage.kind in rule.stages:
            return PanelNeeds(
                clause=clause,
                at_least=max(rule.at_least, 1),
                at_most=rule.at_most,
                leader=reports_are_due(stage) or rule.leader,
                trade_expert=rule.trade_expert,
            )
    leads = reports_are_due(stage)
    return PanelNeeds(clause=stage_clause(stage), at_least=1, at_most=None, leader=leads, trade_expert=False)


def reports_are_due(stage: EditionStage) -> bool:
    """A panel reports on documents and visits; a presentation ends with its scores."""
    return stage.kind != StageKind.PRESENTATION


def scorer_seat(stage: EditionStage) -> Seat:
    """Who scores: experts, or people of the member units where the regulation says so (TZ-18)."""
    found = regulation_of(stage.edition).rule(PublicPresentation)
    if stage.kind == StageKind.PRESENTATION and found and found[1].scorers == "member_units":
        return Seat.MEMBER_UNIT
    return Seat.EXPERT


def undertaking(edition: Edition) -> tuple[Clause, tuple[Text, ...]]:
    """The clause of discipline and its duties: the regulation's own, else the common one (G-7)."""
    found = regulation_of(edition).rule(Undertaking)
    if found is None:
        raise LookupError(f"{edition} names no duties")
    return found[0], found[1].duties


def framework_of(edition: Edition) -> Framework:
    """The scoring framework the edition is bound to (G-3)."""
    found = regulation_of(edition).rule(Standard)
    if found is None:
        raise LookupError(f"{edition} names no scoring framework")
    return framework(found[1].framework)


def total_points(edition: Edition) -> int:
    """The most points a sheet can have."""
    return framework_of(edition).total


def items_of(stage: EditionStage) -> tuple[str, ...]:
    """Keys of what a sheet of the stage scores: the framework's items, or a presentation as a whole."""
    if stage.kind == StageKind.PRESENTATION:
        return (PRESENTATION_ITEM,)
    return item_keys(framework_of(stage.edition).key)


@lru_cache(maxsize=8)
def item_keys(key: str) -> tuple[str, ...]:
    """Keys of a framework's items in order."""
    return tuple(item.key for item in framework(key).items)


def shortlist_after(stage: EditionStage) -> tuple[Clause, Shortlist] | None:
    """The rule that limits how many go on from this stage to the next one (TZ-16)."""
    kinds = [rule.kind for rule in regulation_of(stage.edition).stages]
    following = kinds[kinds.index(StageKind(stage.kind)) + 1 :]
    rules = regulation_of(stage.edition).rules(Shortlist)
    return next(((clause, rule) for clause, rule in rules if following and rule.stage == following[0]), None)


def eliminates(stage: EditionStage) -> bool:
    """Whether applications can fail the stage; a presentation only adds a score."""
    return stage.kind != StageKind.PRESENTATION


def written_result_due(stage: EditionStage) -> bool:
    """Whether whoever fails the stage must be told in writing (OH-14.2)."""
    return any(stage.kind in rule.stages for _, rule in regulation_of(stage.edition).rules(WrittenResult))
