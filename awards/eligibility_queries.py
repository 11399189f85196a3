"""The self-check: which questions decide, and what the rules find for the answers given so far."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import Organisation
from schemes.queries import work_calendar
from schemes.regulation import Form, Question, Section, Text
from schemes.rules.eligibility import bars, check, for_judgement, unanswered
from schemes.rules.finding import Finding, Outcome

from .answers import applies
from .facts import awards_of, bans_of, stated
from .material import Material, layout_of, reference_day
from .models import Application, Edition
from .queries import regulation_of

DECIDING = ("whole", "decimal", "date", "yes_no", "choice", "series", "certificates", "events", "awards_held")
TITLE = Text(zh="申报条件自查", en="Eligibility check")


@dataclass(frozen=True, kw_only=True)
class SelfCheck:
    """The deciding questions as a section, the answers so far, and the findings on the last day of applications."""

    section: Section
    material: Material
    fields: dict[str, str]
    findings: tuple[Finding, ...]

    @property
    def bars(self) -> tuple[Finding, ...]:
        """What keeps the applicant out."""
        return bars(self.findings)

    @property
    def unanswered(self) -> tuple[Finding, ...]:
        """What cannot be said yet."""
        return unanswered(self.findings)

    @property
    def for_judgement(self) -> tuple[Finding, ...]:
        """What the office will judge."""
        return for_judgement(self.findings)

    @property
    def met(self) -> tuple[Finding, ...]:
        """What holds."""
        return tuple(finding for finding in self.findings if finding.outcome is Outcome.MET)


def self_check(
    edition: Edition, *, kind: str, tier: str, organisation: Organisation | None, fields: Mapping[str, str]
) -> SelfCheck:
    """Findings for the answers to the deciding questions, and for what the portal knows about the organisation."""
    layout = layout_of(edition, kind)
    questions = tuple(question for question in layout.form.questions() if decides(question, layout.form))
    kept = {name: typed for name, typed in fields.items() if name.split("-", 1)[0] in {q.key for q in questions}}
    asked = tuple(
        q for q in questions if q.when is None or _asked(q, questions) or applies(q, layout.form, layout, kept)
    )
    applicant = stated(
        kind=kind, layout=layout, fields=kept, awards=awards_of(organisation) if organisation else (),
        bans=bans_of(organisation) if organisation else (),
    )  # fmt: skip
    findings = check(
        regulation=regulation_of(edition), applicant=applicant, on=reference_day(edition),
        edition_ordinal=edition.ordinal, calendar=work_calendar(), tier=tier or None,
    )  # fmt: skip
    application = Application(edition=edition, organisation=organisation, applicant_kind=kind, tier=tier)
    material = Material(
        application=application, regulation=regulation_of(edition), form=layout.form, layout=layout, fields=kept
    )
    section = Section(key="check", title=TITLE, questions=asked)
    return SelfCheck(section=section, material=material, fields=kept, findings=findings)


def decides(question: Question, form: Form) -> bool:
    """Whether an eligibility rule reads a question's answer, or another deciding question depends on it."""
    if question.type not in DECIDING:
        return False
    return bool(question.clauses) or any(
        other.when and other.when.fact == question.key and other.clauses and other.type in DECIDING
        for other in form.questions()
    )


def _asked(question: Question, questions: tuple[Question, ...]) -> bool:
    return question.when is not None and any(other.key == question.when.fact for other in questions)
