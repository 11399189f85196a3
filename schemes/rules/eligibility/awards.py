"""Rules on the past: awards held, years or editions since an award, running bans."""

from datetime import date

from schemes.regulation.eligibility import NotBanned, NotHolding, Reapplication
from schemes.regulation.open import OpenParameter
from schemes.regulation.organs import Cycle
from schemes.rules.bans import free_from, running
from schemes.rules.dates import ONE_DAY, years_after
from schemes.rules.facts import AwardHeld
from schemes.rules.finding import Outcome
from schemes.rules.wording import en, zh

from .verdict import Question, Verdict, judge, met, missing, not_met, unknown


@judge.register
def _(rule: NotHolding, question: Question) -> Verdict:
    held = [award for award in _awards(question) if award.level in rule.levels]
    if held:
        last = max(held, key=lambda award: award.awarded_on)
        return not_met(
            f"已于{zh(last.awarded_on)}获得上级质量奖", f"it holds a higher award of {en(last.awarded_on)}", rule.fact
        )
    declared = question.applicant.answers.get(rule.fact)
    if declared is None:
        return missing(rule.fact)
    if declared is True:
        return not_met("申报者填报已获得上级质量奖", "the applicant declares a higher award", rule.fact)
    return met("未获得所列级别的质量奖", "no award of the named levels, neither declared nor on record", rule.fact)


@judge.register
def _(rule: Reapplication, question: Question) -> Verdict:
    scheme = question.regulation.identity.scheme
    earlier = [a for a in _awards(question) if a.scheme == scheme and a.tier in rule.after_tiers]
    if not earlier:
        return met("未曾获得本奖项", "it has not won this award before", "awards")
    verdicts = []
    if isinstance(rule.after_years, OpenParameter):
        return unknown("办法未规定再次申报的年限", "the years before applying again are not stated", "awards")
    if rule.after_years is not None:
        verdicts.append(_after_years(max(a.awarded_on for a in earlier), rule.after_years, question))
    if rule.after_editions is not None:
        verdicts.append(_after_editions(earlier, rule.after_editions, question))
    return next(
        (v for v in verdicts if v.outcome is not Outcome.MET), met("可再次申报", "it may apply again", "awards")
    )


@judge.register
def _(rule: NotBanned, question: Question) -> Verdict:
    scheme = question.regulation.identity.scheme
    bans = running(bans=question.applicant.bans, scheme=scheme, on=question.on)
    if not bans:
        return met("没有正在执行的不予受理期", "no ban is running", "bans")
    longest = max(bans, key=lambda ban: ban.until)
    return not_met(
        f"依据{longest.article}，至{zh(longest.until)}不予受理",
        f"not accepted until {en(longest.until)} ({longest.article})",
        "bans",
        may_apply_from=free_from(bans=question.applicant.bans, scheme=scheme, on=question.on),
    )


def _awards(question: Question) -> list[AwardHeld]:
    return [a for a in question.applicant.awards if not a.revoked and a.awarded_on <= question.on]


def _after_years(awarded_on: date, years: int, question: Question) -> Verdict:
    until = years_after(awarded_on, years)
    if question.on > until:
        return met(f"获奖已满{years}年", f"{years} years have passed since the award", "awards")
    return not_met(
        f"{zh(awarded_on)}获奖，至{zh(until)}方满{years}年",
        f"{years} years since the award of {en(awarded_on)} end on {en(until)}",
        "awards",
        may_apply_from=until + ONE_DAY,
    )


def _after_editions(earlier: list[AwardHeld], editions: int, question: Question) -> Verdict:
    ordinals = [award.edition for award in earlier]
    if question.edition is None or None in ordinals:
        return missing("awards")
    first = max(ordinal for ordinal in ordinals if ordinal is not None) + editions + 1
    if question.edition >= first:
        return met("间隔届数已满", "enough editions lie between", "awards")
    year = _expected_year(first, question)
    return not_met(
        f"须间隔{editions}届，自第{first}届起可再申报{f'（按届次推算为{year}年）' if year else ''}",
        f"it may apply again from edition {first}{f', expected in {year}' if year else ''}",
        "awards",
    )


def _expected_year(ordinal: int, question: Question) -> int | None:
    """The year of a coming edition if the cycle is kept: an expectation, no promise."""
    cycle = question.regulation.rule(Cycle)
    if cycle is None or question.edition is None:
        return None
    return question.on.year + (ordinal - question.edition) * cycle[1].every_years
