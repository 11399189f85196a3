"""The self-check: which questions decide, and what the rules find for the answers given so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import Organisation
from schemes.queries import work_calendar
from schemes.regulation import Form, Question, Regulation, Section, Text
from schemes.rules.eligibility import check
from schemes.rules.facts import Applicant
from schemes.rules.finding import Finding

from .answers import Layout, applies
from .deciding import Explanation, explanation, on_this_page
from .facts import awards_of, bans_of, stated
from .material import Material, form_layout, layout_of, reference_day
from .models import Application, Edition
from .queries import regulation_of

DECIDING = ("whole", "decimal", "date", "yes_no", "choice", "series", "certificates", "events", "awards_held")
TITLE = Text(zh="申报条件自查", en="Eligibility check")


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What a check stands on: the rules, the form with its years, the day that counts, the edition if there is one."""

    regulation: Regulation
    layout: Layout
    on: date
    ordinal: int | None = None
    edition: Edition | None = None


@dataclass(frozen=True, kw_only=True)
class SelfCheck:
    """The deciding questions as a section, the answers so far, and what the rules find for them."""

    section: Section
    material: Material
    fields: dict[str, str]
    explained: Explanation

    @property
    def bars(self) -> tuple[Finding, ...]:
        """What keeps the applicant out."""
        return tuple(row.finding for row in self.explained.bars)


def ground_of(edition: Edition, kind: str) -> Ground:
    """An edition's: conditions are judged on its last day of applications."""
    return Ground(
        regulation=regulation_of(edition), layout=layout_of(edition, kind), on=reference_day(edition),
        ordinal=edition.ordinal, edition=edition,
    )  # fmt: skip


def ground_without_edition(regulation: Regulation, kind: str, on: date) -> Ground:
    """A regulation's own, as if applications ended on a day."""
    return Ground(regulation=regulation, layout=form_layout(regulation, kind, on), on=on)


def self_check(
    ground: Ground, *, tier: str, fields: Mapping[str, str], organisation: Organisation | None = None, name: str = ""
) -> SelfCheck:
    """Findings for the answers to the deciding questions, and for what the portal knows about the organisation.

    ``name`` is the individual's; without an organisation nothing but the answers is looked at.
    """
    questions = deciding_questions(ground.layout.form)
    kept = {field: typed for field, typed in fields.items() if field.split("-", 1)[0] in {q.key for q in questions}}
    section = Section(key="check", title=TITLE, questions=_asked_now(questions, ground.layout, kept))
    findings = check(
        regulation=ground.regulation, applicant=_applicant(ground.layout, kept, organisation, name), on=ground.on,
        edition_ordinal=ground.ordinal, calendar=work_calendar(), tier=tier or None,
    )  # fmt: skip
    return SelfCheck(
        section=section, material=_material(ground, tier, kept), fields=kept,
        explained=explanation(findings, ground.layout, (section,), on_this_page, record_seen=organisation is not None),
    )  # fmt: skip


def deciding_questions(form: Form) -> tuple[Question, ...]:
    """The questions of a form whose answers decide."""
    return tuple(question for question in form.questions() if decides(question, form))


def decides(question: Question, form: Form) -> bool:
    """Whether an eligibility rule reads a question's answer, or another deciding question depends on it."""
    if question.type not in DECIDING:
        return False
    return bool(question.clauses) or any(
        other.when and other.when.fact == question.key and other.clauses and other.type in DECIDING
        for other in form.questions()
    )


def _applicant(layout: Layout, kept: Mapping[str, str], organisation: Organisation | None, name: str) -> Applicant:
    return stated(
        kind=layout.form.applicant, layout=layout, fields=kept,
        awards=awards_of(organisation, individual=name) if organisation else (),
        bans=bans_of(organisation, individual=name) if organisation else (),
    )  # fmt: skip


def _asked_now(questions: tuple[Question, ...], layout: Layout, kept: Mapping[str, str]) -> tuple[Question, ...]:
    return tuple(
        q for q in questions if q.when is None or _asked(q, questions) or applies(q, layout.form, layout, kept)
    )


def _asked(question: Question, questions: tuple[Question, ...]) -> bool:
    return question.when is not None and any(other.key == question.when.fact for other in questions)


def _material(ground: Ground, tier: str, kept: dict[str, str]) -> Material:
    form = ground.layout.form
    return Material(
        application=Application(edition=ground.edition, applicant_kind=form.applicant, tier=tier),
        regulation=ground.regulation, form=form, layout=ground.layout, fields=kept,
    )  # fmt: skip
