"""Who is proposed for which award: by score under quotas, caps and minimums; ties are shown, places may stay vacant."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from schemes.regulation.clauses import Clause
from schemes.regulation.document import Regulation
from schemes.regulation.organs import Tier
from schemes.regulation.text import Text, text

from .candidates import INDIVIDUAL, Candidate, failings, outside_quota, refused
from .finding import Finding
from .wording import points

CAP = text("个人名额", "Places for individuals")


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A candidate proposed for a tier; a repeat winner may stand outside the quota."""

    candidate: str
    tier: str
    score: Decimal
    outside_quota: bool
    because: Text
    clause: str
    article: str


@dataclass(frozen=True, kw_only=True)
class Tie:
    """Candidates among whom no rule decides, for fewer places than they are; an office decision with reasons."""

    tier: str
    candidates: tuple[str, ...]
    places: int
    because: Text
    clause: str
    article: str


@dataclass(frozen=True, kw_only=True)
class Vacancy:
    """Places of a tier that nobody fills."""

    tier: str
    places: int
    because: Text
    clause: str
    article: str


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A candidate that cannot have a tier, and the rule."""

    candidate: str
    tier: str
    finding: Finding


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What the rules propose. Fewer is always allowed, more never."""

    proposals: tuple[Proposal, ...]
    vacancies: tuple[Vacancy, ...]
    ties: tuple[Tie, ...]
    refusals: tuple[Refusal, ...]

    def winners(self, tier: str) -> tuple[str, ...]:
        """Keys proposed for a tier, highest score first."""
        return tuple(proposal.candidate for proposal in self.proposals if proposal.tier == tier)


def select(
    *,
    regulation: Regulation,
    candidates: Iterable[Candidate],
    planned: Mapping[str, int] | None = None,
    decided: Mapping[str, Collection[str]] | None = None,
) -> Selection:
    """Propose winners tier by tier, the highest tier first; lower tiers draw from those who did not win.

    ``planned`` gives places by tier where fewer than the quota are planned; ``decided`` names by tier those who were
    given the places of a tie. Raises ValueError for more than the quota, and while a minimum score is open (G-10).
    """
    pool = tuple(candidates)
    filled: list[_Filling] = []
    for clause, tier in regulation.rules(Tier):
        room = _room(tier, planned or {})
        chosen = frozenset((decided or {}).get(tier.key, ()))
        filling = _Filling(regulation=regulation, clause=clause, tier=tier, left=room, decided=chosen)
        filling.fill(*_standing(pool, tier, filled))
        filled.append(filling)
    return Selection(
        proposals=tuple(p for f in filled for p in f.proposals),
        vacancies=tuple(v for f in filled for v in f.vacancies),
        ties=tuple(t for f in filled for t in f.ties),
        refusals=tuple(r for f in filled for r in f.refusals),
    )


def _room(tier: Tier, planned: Mapping[str, int]) -> int:
    room = planned.get(tier.key, tier.quota)
    if not 0 <= room <= tier.quota:
        raise ValueError(f"{room} places planned for {tier.key}, the quota is {tier.quota}")
    return room


def _standing(
    pool: Sequence[Candidate], tier: Tier, above: Sequence["_Filling"]
) -> tuple[list[Candidate], list[tuple[list[Candidate], int]]]:
    """Who stands for a tier, and groups undecided above with the number of them that will fall to this tier."""
    if tier.own_applications:
        return [candidate for candidate in pool if candidate.tier == tier.key], []
    won = {p.candidate for filling in above for p in filling.proposals}
    open_ties = [tie for filling in above for tie in filling.ties]
    undecided = {key for tie in open_ties for key in tie.candidates}
    falling = [([c for c in pool if c.key in tie.candidates], len(tie.candidates) - tie.places) for tie in open_ties]
    return [c for c in pool if c.key not in won | undecided], falling


@dataclass(kw_only=True)
class _Filling:
    """Fills one tier from the highest score down."""

    regulation: Regulation
    clause: Clause
    tier: Tier
    left: int
    decided: frozenset[str] = frozenset()
    individuals: int = 0
    proposals: list[Proposal] = field(default_factory=list)
    vacancies: list[Vacancy] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def fill(self, standing: Iterable[Candidate], falling: Iterable[tuple[list[Candidate], int]]) -> None:
        for tied, number in falling:
            self._await(tied, number)
        qualified = [candidate for candidate in standing if self._qualifies(candidate)]
        qualified.sort(key=lambda candidate: (-_score(candidate), candidate.key))
        for _, group in groupby(qualified, key=_score):
            if not self.left:
                break
            self._take(tuple(group))
        if self.left:
            self._leave_vacant(bool(qualified))

    def _qualifies(self, candidate: Candidate) -> bool:
        found = failings(regulation=self.regulation, clause=self.clause, tier=self.tier, candidate=candidate)
        self.refusals += [Refusal(candidate=candidate.key, tier=self.tier.key, finding=finding) for finding in found]
        return not found and candidate.score is not None

    def _await(self, tied: list[Candidate], number: int) -> None:
        able = [candidate for candidate in tied if self._qualifies(candidate)]
        places = min(number, len(able), self.left)
        if places:
            self._tie(
                able,
                places,
                text("须待上一奖项的并列作出决定", "they wait for the decision on the tie in the award above"),
            )

    def _take(self, group: tuple[Candidate, ...]) -> None:
        repeats = [c for c in group if self._outside(c)]
        rest = [c for c in group if c not in repeats]
        for candidate in repeats:
            self._propose(candidate, outside=True)
        individuals = [c for c in rest if c.kind == INDIVIDUAL]
        others = [c for c in rest if c.kind != INDIVIDUAL]
        cap = self._cap_left(len(individuals))
        if not cap:
            self._refuse_over_cap(individuals)
            individuals = []
        if len(others) + min(len(individuals), cap) > self.left:
            self._tie(others + individuals, self.left, text("得分相同，名额不足", "equal scores, too few places"))
            return
        for candidate in others:
            self._propose(candidate)
        self._take_individuals(individuals, cap)

    def _take_individuals(self, individuals: list[Candidate], cap: int) -> None:
        if len(individuals) > cap:
            self._tie(individuals, cap, text("得分相同，个人名额不足", "equal scores, too few places for individuals"))
            self.individuals += cap
            return
        for candidate in individuals:
            self._propose(candidate)
            self.individuals += 1

    def _cap_left(self, wanted: int) -> int:
        cap = self.tier.cap_individuals
        return wanted if cap is None else max(0, cap - self.individuals)

    def _refuse_over_cap(self, individuals: list[Candidate]) -> None:
        because = text(
            f"该奖项个人不超过{self.tier.cap_individuals}名",
            f"at most {self.tier.cap_individuals} individuals in this award",
        )
        self.refusals += [
            Refusal(candidate=c.key, tier=self.tier.key, finding=refused(self.clause, CAP, because))
            for c in individuals
        ]

    def _outside(self, candidate: Candidate) -> bool:
        return outside_quota(regulation=self.regulation, tier=self.tier.key, candidate=candidate) is not None

    def _propose(self, candidate: Candidate, outside: bool = False) -> None:
        by_rule = outside_quota(regulation=self.regulation, tier=self.tier.key, candidate=candidate)
        clause = by_rule[0] if by_rule else self.clause
        score = points(_score(candidate))
        because = text(
            f"得分{score}" + ("，再次获得同一奖项，不占名额" if outside else "，在名额之内"),
            f"a score of {score}, " + ("the same award again: outside the quota" if outside else "within the quota"),
        )
        self.left -= not outside
        self.proposals.append(
            Proposal(
                candidate=candidate.key,
                tier=self.tier.key,
                score=_score(candidate),
                outside_quota=outside,
                because=because,
                clause=clause.id,
                article=clause.article,
            )
        )

    def _tie(self, candidates: list[Candidate], places: int, because: Text) -> None:
        chosen = [candidate for candidate in candidates if candidate.key in self.decided]
        individuals = sum(candidate.kind == INDIVIDUAL for candidate in chosen)
        if len(chosen) == places and individuals <= self._cap_left(individuals):
            for candidate in chosen:
                self._propose(candidate)
            return
        self.left -= places
        self.ties.append(
            Tie(
                tier=self.tier.key,
                candidates=tuple(sorted(c.key for c in candidates)),
                places=places,
                because=because,
                clause=self.clause.id,
                article=self.clause.article,
            )
        )

    def _leave_vacant(self, some_qualified: bool) -> None:
        because = (
            text("符合条件者少于名额", "fewer qualify than there are places")
            if some_qualified
            else text("无人符合该奖项要求，空缺", "nobody meets the requirements of this award: vacant")
        )
        self.vacancies.append(
            Vacancy(
                tier=self.tier.key,
                places=self.left,
                because=because,
                clause=self.clause.id,
                article=self.clause.article,
            )
        )


def _score(candidate: Candidate) -> Decimal:
    return candidate.score if candidate.score is not None else Decimal(-1)
