"""Which answers decided a finding: the facts it names, as questions of the form with the place to change them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from schemes.regulation import Question, Section, Text
from schemes.rules.finding import Finding, Outcome

from .answers import Layout, slots

RECORD = ("awards", "bans")
# What the core names by what it is; a form asks for it under a key of its own.
BY_TYPE = {"certificates": "certificates"}
Address = Callable[[Section, str], str]


@dataclass(frozen=True, kw_only=True)
class Deciding:
    """An answer that decided: the question's number and words, and where to go to change it."""

    number: str
    label: Text
    url: str


@dataclass(frozen=True, kw_only=True)
class Explained:
    """A finding with the answers it rests on; ``record``: the portal's own record decided as well."""

    finding: Finding
    answers: tuple[Deciding, ...]
    record: bool


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """All findings of an applicant; without its record (a visitor's) the rules that read it say nothing."""

    rows: tuple[Explained, ...]
    record_seen: bool = True

    @property
    def bars(self) -> tuple[Explained, ...]:
        """What keeps the applicant out."""
        return self._of(Outcome.NOT_MET)

    @property
    def unanswered(self) -> tuple[Explained, ...]:
        """What cannot be said yet."""
        return self._of(Outcome.UNKNOWN)

    @property
    def for_judgement(self) -> tuple[Explained, ...]:
        """What the office will judge."""
        return self._of(Outcome.FOR_JUDGEMENT)

    @property
    def met(self) -> tuple[Explained, ...]:
        """What holds."""
        return self._of(Outcome.MET)

    @property
    def unseen(self) -> tuple[Explained, ...]:
        """What only the record can say, and the record was not looked at."""
        return tuple(row for row in self.rows if self._is_unseen(row))

    def _of(self, outcome: Outcome) -> tuple[Explained, ...]:
        return tuple(row for row in self.rows if row.finding.outcome is outcome and not self._is_unseen(row))

    def _is_unseen(self, row: Explained) -> bool:
        return not self.record_seen and row.record and not row.answers


def explanation(
    findings: Iterable[Finding], layout: Layout, sections: Iterable[Section], url: Address, *, record_seen: bool = True
) -> Explanation:
    """Findings tied to the questions of ``sections``; ``url`` gives a question's place by its section and first field.

    What no section asks (a self-check leaves long texts out) is simply not linked.
    """
    asked = list(_numbered(sections))
    rows = tuple(_explained(finding, layout, asked, url) for finding in findings)
    return Explanation(rows=rows, record_seen=record_seen)


def _numbered(sections: Iterable[Section]) -> Iterable[tuple[Section, str, Question]]:
    several = tuple(sections)
    for number, section in enumerate(several, 1):
        for place, question in enumerate(section.questions, 1):
            yield section, f"{number}.{place}" if len(several) > 1 else f"{place}", question


def _explained(finding: Finding, layout: Layout, asked: list[tuple[Section, str, Question]], url: Address) -> Explained:
    answers = tuple(
        Deciding(number=number, label=question.label, url=url(section, _first_field(question, layout)))
        for section, number, question in asked
        if any(answers_fact(question, fact) for fact in finding.facts)
    )
    return Explained(finding=finding, answers=answers, record=any(fact in RECORD for fact in finding.facts))


def answers_fact(question: Question, fact: str) -> bool:
    """Whether a question states a fact that the core names: by its key, by a kind of event, or by its type."""
    if question.type == "events":
        return fact in {kind.value for kind in question.choices}
    return fact == question.key or question.type == BY_TYPE.get(fact)


def _first_field(question: Question, layout: Layout) -> str:
    if question.type in ("series", "self_assessment"):
        return next((slot.name for slot in slots(question, layout, {})), question.key)
    return question.key


def on_this_page(section: Section, field: str) -> str:
    """The place of a field on the page that shows it."""
    return f"#id_{field}"
