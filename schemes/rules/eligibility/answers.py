"""Rules on one plain answer: place, declared number, yes or no, grade."""

from collections.abc import Iterable
from decimal import Decimal

from schemes.regulation.eligibility import Answered, CountAtLeast, GradeAtLeast, LocatedIn, YearsAtLeast

from .verdict import Question, Verdict, either, judge, missing


@judge.register
def _(rule: LocatedIn, question: Question) -> Verdict:
    place = question.applicant.answers.get(rule.fact)
    if place is None:
        return missing(rule.fact)
    return either(
        place in rule.areas,
        facts=(rule.fact,),
        yes=("登记地在本办法适用区域内", "it is registered in the regulation's area"),
        no=("登记地不在本办法适用区域内", "it is registered outside the regulation's area"),
    )


@judge.register
def _(rule: Answered, question: Question) -> Verdict:
    value = question.applicant.answers.get(rule.fact)
    if value is None:
        return missing(rule.fact)
    return either(
        value == rule.equals,
        facts=(rule.fact,),
        yes=("所填情况符合要求", "the answer is as the article asks"),
        no=("所填情况不符合要求", "the answer is not as the article asks"),
    )


@judge.register
def _(rule: YearsAtLeast, question: Question) -> Verdict:
    return _at_least(rule.fact, rule.years, question, ("年", "years"))


@judge.register
def _(rule: CountAtLeast, question: Question) -> Verdict:
    return _at_least(rule.fact, rule.at_least, question, ("", ""))


@judge.register
def _(rule: GradeAtLeast, question: Question) -> Verdict:
    grade = question.applicant.answers.get(rule.fact)
    if grade not in rule.scale:
        return missing(rule.fact)
    reached = _place(rule.scale, str(grade)) >= _place(rule.scale, rule.at_least)
    return either(
        reached,
        facts=(rule.fact,),
        yes=(f"等级{grade}，达到{rule.at_least}及以上", f"grade {grade} reaches {rule.at_least}"),
        no=(f"等级{grade}，低于{rule.at_least}", f"grade {grade} is below {rule.at_least}"),
    )


def _at_least(fact: str, least: int, question: Question, unit: tuple[str, str]) -> Verdict:
    number = question.applicant.answers.get(fact)
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        return missing(fact)
    return either(
        number >= least,
        facts=(fact,),
        yes=(f"{number}{unit[0]}，达到{least}{unit[0]}", f"{number} {unit[1]} reach {least}".replace("  ", " ")),
        no=(f"{number}{unit[0]}，不足{least}{unit[0]}", f"{number} {unit[1]} fall short of {least}".replace("  ", " ")),
    )


def _place(scale: Iterable[str], grade: str) -> int:
    return tuple(scale).index(grade)
