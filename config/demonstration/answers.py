"""Plausible answers to any regulation's form: they meet the eligibility rules unless a flaw is wanted."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from awards.answers import Layout, flat
from schemes.regulation import Question, Regulation
from schemes.regulation.eligibility import (
    Answered,
    CountAtLeast,
    GradeAtLeast,
    HoldsCertificate,
    InternalPublicity,
    NoEvent,
    YearsAtLeast,
    YearsSince,
)

from .data import world
from .people import Company

YEAR = timedelta(days=366)


def plausible(
    *, regulation: Regulation, layout: Layout, company: Company, on: date, random: Random, flaw: bool = False
) -> dict[str, dict[str, str]]:
    """Fields by section. ``on`` is the last day of applications; a flaw is one failed spot check a year before it."""
    writer = _Writer(regulation, layout, company, on, random, flaw)
    return {section.key: flat(writer.section(section.questions)) for section in layout.form.sections}


class _Writer:
    """Answers one form for one company."""

    def __init__(
        self, regulation: Regulation, layout: Layout, company: Company, on: date, random: Random, flaw: bool
    ) -> None:
        self.layout, self.company, self.on, self.random, self.flaw = layout, company, on, random, flaw
        self.texts = world()["texts"]
        self.size = Decimal(random.randint(3_000, 90_000))
        self.wanted = _wanted(regulation, layout.form.applicant, on)
        self.certificates = _certificate_types(regulation, layout.form.applicant)
        self.flawed_event = _first_event(regulation, layout.form.applicant) if flaw else ""

    def section(self, questions: tuple[Question, ...]) -> dict[str, Any]:
        """Answers by question key; questions without anything to state are left out."""
        return {question.key: self._answer(question) for question in questions if question.type != "evidence"}

    def _answer(self, question: Question) -> Any:
        if question.key in self.wanted:
            return self.wanted[question.key]
        known = self._known().get(question.key)
        return known if known is not None else _BY_TYPE[question.type](self, question)

    def _known(self) -> dict[str, Any]:
        organisation, person = self.company.organisation, self.company.person.full_name
        return {
            "name": organisation.name if self.layout.form.applicant == "organisation" else person,
            "employer": organisation.name,
            "uscc": organisation.uscc,
            "area": organisation.area,
            "founded_on": date(self.random.randint(1996, 2014), self.random.randint(1, 12), 18),
            "trade_code": self.company.trade["code"],
            "is_industrial": self.company.trade["industrial"],
            "is_manufacturing": self.company.trade["industrial"],
            "for_profit": True,
            "employees": self.random.randint(80, 2600),
            "legal_representative": person,
            "signed_by": person,
            "registered_address": f"{organisation.area}质量路18号",
            "operating_address": f"{organisation.area}质量路18号",
            "chief_quality_officer": person,
            "position": "质量总监、高级工程师",
            "education": "大学本科、质量管理工程",
            "contact_person": person,
            "contact_phone": "0000-0000000",
            "contact_email": f"{self.company.person.username}@example.invalid",
            "signed_on": self.on - timedelta(days=12),
            "overview": self.texts["overview"],
        }

    def _line(self, question: Question) -> str:
        return self.texts["plain"][: min(question.max_length or 60, 24)]

    def _text(self, question: Question) -> str:
        return self.texts["plain"][: question.max_length or 2000]

    def _whole(self, question: Question) -> int:
        return self.random.randint(12, 60)

    def _decimal(self, question: Question) -> Decimal:
        return Decimal(self.random.randint(100, 999)) / 10

    def _date(self, question: Question) -> date:
        return self.on - 6 * YEAR

    def _yes_no(self, question: Question) -> bool:
        return "export" not in question.key

    def _choice(self, question: Question) -> str:
        return question.choices[min(1, len(question.choices) - 1)].value

    def _series(self, question: Question) -> dict[int, Decimal]:
        start = _START.get(question.key, Decimal("0.30")) * (
            self.size if question.unit and "元" in question.unit.zh and "/" not in question.unit.zh else 100
        )
        return {
            year: (start * (Decimal(1) + Decimal("0.06") * step)).quantize(Decimal("0.01"))
            for step, year in enumerate(self.layout.years(question))
        }

    def _certificates(self, question: Question) -> list[dict[str, Any]]:
        offered = {choice.value for choice in question.choices}
        kinds = [kind for kind in self.certificates if kind in offered] or [question.choices[0].value]
        return [
            {
                "type": kind,
                "number": f"{self.random.randint(10_000, 99_999)}Q{number}R2M",
                "issuer": "认证中心",
                "valid_from": self.on - 2 * YEAR,
                "valid_until": self.on + YEAR,
                "effective_from": self.on - 5 * YEAR,
            }
            for number, kind in enumerate(kinds, start=1)
        ]

    def _events(self, question: Question) -> dict[str, list[dict[str, Any]]]:
        one = [{"on": self.on - YEAR, "what": "已整改并复查合格"}]
        return {kind.value: one if kind.value == self.flawed_event else [] for kind in question.choices}

    def _awards_held(self, question: Question) -> list[dict[str, Any]]:
        return []

    def _self_assessment(self, question: Question) -> dict[str, str]:
        texts = self.texts
        return {
            item.key: texts["results"]
            if item.kind == "result"
            else texts["approach"] + texts["deployment"] + texts["learning"]
            for item in self.layout.items
        }


_BY_TYPE: dict[str, Callable[[_Writer, Question], Any]] = {
    "line": _Writer._line, "text": _Writer._text, "whole": _Writer._whole, "decimal": _Writer._decimal,
    "date": _Writer._date, "yes_no": _Writer._yes_no, "choice": _Writer._choice, "series": _Writer._series,
    "certificates": _Writer._certificates, "events": _Writer._events, "awards_held": _Writer._awards_held,
    "self_assessment": _Writer._self_assessment,
}  # fmt: skip
_START = {
    "total_assets": Decimal("1.4"), "average_assets": Decimal("1.3"), "main_revenue": Decimal(1),
    "sales": Decimal("1.02"),
    "opening_equity": Decimal("0.6"), "closing_equity": Decimal("0.66"), "total_profit": Decimal("0.11"),
    "tax_paid": Decimal("0.05"), "interest_paid": Decimal("0.01"), "research_spending": Decimal("0.04"),
    "quality_loss_rate": Decimal("0.004"), "return_on_total_assets": Decimal("0.13"),
    "equity_growth_rate": Decimal("1.1"),
}  # fmt: skip


def _wanted(regulation: Regulation, applicant: str, on: date) -> dict[str, Any]:
    """The answers that the simple eligibility rules ask for."""
    found: dict[str, Any] = {}
    for _, rule in regulation.criteria(applicant):
        match rule:
            case YearsSince():
                found[rule.fact] = on - (rule.years + 4) * YEAR
            case YearsAtLeast() | CountAtLeast():
                found[rule.fact] = (rule.years if isinstance(rule, YearsAtLeast) else rule.at_least) + 5
            case Answered():
                found[rule.fact] = rule.equals
            case GradeAtLeast():
                found[rule.fact] = rule.scale[-1]
            case InternalPublicity():
                found |= {
                    rule.from_fact: on - timedelta(days=40),
                    rule.to_fact: on - timedelta(days=20),
                    rule.objections_fact: False,
                }
    return found


def _certificate_types(regulation: Regulation, applicant: str) -> list[str]:
    return [rule.types[0] for _, rule in regulation.criteria(applicant) if isinstance(rule, HoldsCertificate)]


def _first_event(regulation: Regulation, applicant: str) -> str:
    kinds = [kind for _, rule in regulation.criteria(applicant) if isinstance(rule, NoEvent) for kind in rule.events]
    return next((kind for kind in kinds if "spot" in kind), kinds[0] if kinds else "")
