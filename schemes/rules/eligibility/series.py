"""Rules on yearly figures: rising, profit or growth. The last year is the one before the day's year."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from schemes.regulation.eligibility import ProfitOrGrowth, Rising

from .verdict import Question, Verdict, either, judge, met, missing


@judge.register
def _(rule: Rising, question: Question) -> Verdict:
    values = _last(rule.fact, rule.years, question)
    if values is None:
        return missing(rule.fact)
    return either(
        _rises(values),
        facts=(rule.fact,),
        yes=(f"近{rule.years}年逐年上升", f"it rises in each of the last {rule.years} years' figures"),
        no=(f"近{rule.years}年未逐年上升", f"it does not rise in each of the last {rule.years} years' figures"),
    )


@judge.register
def _(rule: ProfitOrGrowth, question: Question) -> Verdict:
    profit = _last(rule.profit, rule.years, question)
    if profit is not None and min(profit) > 0:
        return met(f"近{rule.years}年持续盈利", f"profitable in each of the last {rule.years} years", rule.profit)
    # growth in each of N years compares N + 1 figures
    grown = [_last(fact, rule.years + 1, question) for fact in (rule.revenue, rule.profit)]
    if profit is None or None in grown:
        return missing(rule.profit, rule.revenue)
    return either(
        all(_rises(values) for values in grown if values),
        facts=(rule.profit, rule.revenue),
        yes=(f"近{rule.years}年营收和利润均增长", f"revenue and profit both grew over the last {rule.years} years"),
        no=(
            f"近{rule.years}年既未持续盈利，营收和利润也未均增长",
            f"neither profitable nor growing in revenue and profit over the last {rule.years} years",
        ),
    )


def _last(fact: str, years: int, question: Question) -> tuple[Decimal, ...] | None:
    known = question.applicant.series.get(fact, {})
    values = tuple(known.get(question.on.year - back) for back in range(years, 0, -1))
    found = tuple(value for value in values if value is not None)
    return found if len(found) == years else None


def _rises(values: Sequence[Decimal]) -> bool:
    return all(earlier < later for earlier, later in pairwise(values))
