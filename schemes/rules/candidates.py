"""Who stands for an award in the end, and which requirements of a tier a candidate fails."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from schemes.regulation.clauses import Clause
from schemes.regulation.document import Regulation
from schemes.regulation.eligibility import Reapplication
from schemes.regulation.open import OpenParameter
from schemes.regulation.organs import MinimumScore, Tier
from schemes.regulation.stages import StageKind
from schemes.regulation.text import Text, text

from .facts import AwardHeld
from .finding import Finding, Outcome
from .ranking import meets_minimum
from .wording import plain

INDIVIDUAL = "individual"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An application at the end of its review: exact total, kind, stages passed, awards won earlier.

    ``tier`` is set where tiers have applications of their own.
    """

    key: str
    score: Decimal | None
    kind: str = "organisation"
    tier: str | None = None
    passed: frozenset[StageKind] = frozenset()
    awards: tuple[AwardHeld, ...] = ()


def failings(*, regulation: Regulation, clause: Clause, tier: Tier, candidate: Candidate) -> tuple[Finding, ...]:
    """The requirements of a tier that a candidate does not meet: minimum score, stage passed, own application.

    Raises ValueError while the tier's minimum score is open (G-10).
    """
    found = [
        *_below_minimum(regulation, tier, candidate),
        *_stage_not_passed(clause, tier, candidate),
        *_other_application(clause, tier, candidate),
    ]
    return tuple(found)


def outside_quota(*, regulation: Regulation, tier: str, candidate: Candidate) -> tuple[Clause, Reapplication] | None:
    """The rule by which winning a tier again takes no place of its quota, or None."""
    if not won_before(regulation=regulation, tier=tier, awards=candidate.awards):
        return None
    rules = regulation.rules(Reapplication)
    return next(((c, r) for c, r in rules if r.outside_quota and tier in r.after_tiers), None)


def won_before(*, regulation: Regulation, tier: str, awards: Iterable[AwardHeld]) -> bool:
    """Whether a tier of this scheme was won earlier and not revoked."""
    scheme = regulation.identity.scheme
    return any(award.scheme == scheme and award.tier == tier and not award.revoked for award in awards)


def refused(clause: Clause, label: Text, because: Text) -> Finding:
    """A requirement not met, with its article."""
    return Finding(clause=clause.id, article=clause.article, label=label, outcome=Outcome.NOT_MET, because=because)


def _below_minimum(regulation: Regulation, tier: Tier, candidate: Candidate) -> list[Finding]:
    label = text("最低得分", "Minimum score")
    found = []
    for clause, rule in regulation.rules(MinimumScore):
        if rule.tier != tier.key:
            continue
        if isinstance(rule.at_least, OpenParameter):
            raise ValueError(f"the minimum score is open: {rule.at_least.name}")
        if candidate.score is None or not meets_minimum(score=candidate.score, minimum=rule.at_least):
            score = "—" if candidate.score is None else plain(candidate.score)
            least = plain(rule.at_least)
            found.append(
                refused(clause, label, text(f"得分{score}，低于{least}分", f"a score of {score} is below {least}"))
            )
    return found


def _stage_not_passed(clause: Clause, tier: Tier, candidate: Candidate) -> list[Finding]:
    if tier.needs_passed is None or tier.needs_passed in candidate.passed:
        return []
    label = text("须通过的环节", "Stage that must be passed")
    return [refused(clause, label, text("未通过所需评审环节", f"it has not passed {tier.needs_passed}"))]


def _other_application(clause: Clause, tier: Tier, candidate: Candidate) -> list[Finding]:
    if not tier.own_applications or candidate.tier == tier.key:
        return []
    label = text("申报奖项", "Award applied for")
    return [refused(clause, label, text("未申报该奖项", "it has not applied for this award"))]
