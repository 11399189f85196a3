"""Whether a list proposed by hand stands: fewer is allowed, more never, nobody below a minimum, nobody moves up."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from schemes.regulation.clauses import Clause
from schemes.regulation.document import Regulation
from schemes.regulation.organs import NoticePeriod, Tier
from schemes.regulation.stages import StageKind
from schemes.regulation.text import text

from .candidates import INDIVIDUAL, Candidate, failings, outside_quota, refused
from .finding import Finding, Outcome

QUOTA = text("名额", "Quota")
CAP = text("个人名额", "Places for individuals")
ONCE = text("一家一奖", "One award each")
NOTICE = text("公示不通过不递补", "Nobody moves up after a notice")
ORDER = text("按得分排序", "Order of scores")
STANDS = text("参评资格", "Standing in the review")

Lists = Mapping[str, Collection[str]]


def check_proposal(
    *,
    regulation: Regulation,
    proposed: Lists,
    candidates: Iterable[Candidate],
    planned: Mapping[str, int] | None = None,
    published: Lists | None = None,
    failed: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Findings on keys proposed by tier. One on each tier's quota, further ones where something is wrong.

    ``published`` is the list that was on notice, if it already was; ``failed`` are keys that failed there. Passing
    over a higher score is for judgement. Raises ValueError while a minimum score is open (G-10).
    """
    pool = {candidate.key: candidate for candidate in candidates}
    found: list[Finding] = []
    for clause, tier in regulation.rules(Tier):
        keys = proposed.get(tier.key, ())
        chosen = [pool[key] for key in keys if key in pool]
        counted = [c for c in chosen if not outside_quota(regulation=regulation, tier=tier.key, candidate=c)]
        found += _strangers(clause, keys, pool)
        found += _quota(clause, tier, counted, (planned or {}).get(tier.key, tier.quota))
        found += _individuals(clause, tier, counted)
        for candidate in chosen:
            found += failings(regulation=regulation, clause=clause, tier=tier, candidate=candidate)
        found += _passed_over(regulation, clause, tier, proposed, pool)
    return (*found, *_twice(regulation, proposed), *_after_notice(regulation, proposed, published, failed))


def _strangers(clause: Clause, keys: Collection[str], pool: Mapping[str, Candidate]) -> list[Finding]:
    strangers = sorted(set(keys) - set(pool))
    return [refused(clause, STANDS, text(f"{key}不在参评之列", f"{key} is not in the review")) for key in strangers]


def _quota(clause: Clause, tier: Tier, counted: Collection[Candidate], planned: int) -> list[Finding]:
    room = min(planned, tier.quota)
    because = text(
        f"{tier.name.zh}拟{len(counted)}个，名额{room}个，可少不可多",
        f"{tier.name.en}: {len(counted)} proposed, {room} places; fewer are allowed, more never",
    )
    outcome = Outcome.MET if len(counted) <= room else Outcome.NOT_MET
    return [Finding(clause=clause.id, article=clause.article, label=QUOTA, outcome=outcome, because=because)]


def _individuals(clause: Clause, tier: Tier, counted: Collection[Candidate]) -> list[Finding]:
    number = sum(candidate.kind == INDIVIDUAL for candidate in counted)
    if tier.cap_individuals is None or number <= tier.cap_individuals:
        return []
    return [
        refused(
            clause,
            CAP,
            text(
                f"个人{number}名，不得超过{tier.cap_individuals}名",
                f"{number} individuals, at most {tier.cap_individuals}",
            ),
        )
    ]


def _passed_over(
    regulation: Regulation, clause: Clause, tier: Tier, proposed: Lists, pool: Mapping[str, Candidate]
) -> list[Finding]:
    chosen = [pool[key] for key in proposed.get(tier.key, ()) if key in pool]
    scores = [c.score for c in chosen if c.score is not None]
    if not scores:
        return []
    taken = {key for keys in proposed.values() for key in keys}
    higher = sorted(
        c.key
        for c in pool.values()
        if c.key not in taken
        and _above(c, min(scores))
        and not failings(regulation=regulation, clause=clause, tier=tier, candidate=c)
    )
    if not higher:
        return []
    names = ", ".join(higher)
    because = text(f"得分更高者未列入，须说明理由：{names}", f"higher scores are passed over, reasons are due: {names}")
    return [
        Finding(clause=clause.id, article=clause.article, label=ORDER, outcome=Outcome.FOR_JUDGEMENT, because=because)
    ]


def _above(candidate: Candidate, score: Decimal) -> bool:
    return candidate.score is not None and candidate.score > score


def _twice(regulation: Regulation, proposed: Lists) -> Iterator[Finding]:
    seen: set[str] = set()
    for clause, tier in regulation.rules(Tier):
        for key in proposed.get(tier.key, ()):
            if key in seen:
                yield refused(
                    clause, ONCE, text(f"{key}已列入另一奖项", f"{key} is already proposed for another award")
                )
            seen.add(key)


def _after_notice(
    regulation: Regulation, proposed: Lists, published: Lists | None, failed: Collection[str]
) -> Iterator[Finding]:
    notice = regulation.notice_period(StageKind.RESULT_NOTICE)
    if notice is None:
        return
    clause, rule = notice
    for tier, keys in proposed.items():
        for key in keys:
            if key in failed:
                yield refused(clause, NOTICE, text(f"{key}公示未通过", f"{key} failed the public notice"))
            elif _moves_up(rule, published, tier, key):
                yield refused(
                    clause,
                    NOTICE,
                    text(f"{key}不在公示名单，不得递补", f"{key} was not on the published list: nobody moves up"),
                )


def _moves_up(rule: NoticePeriod, published: Lists | None, tier: str, key: str) -> bool:
    return published is not None and not rule.replacement and key not in published.get(tier, ())
