"""Reading an application: how it is shown, what is still missing, how far each section is, what the rules find."""

from collections.abc import Iterator

from schemes.queries import work_calendar
from schemes.regulation import Section
from schemes.rules.eligibility import check
from schemes.rules.finding import Finding

from .answers import applies
from .facts import applicant_of
from .material import Material, draft_of, material_of, reference_day
from .missing import Missing, must_answer, problems
from .models import Application, Submission
from .presenting import PresentedSection, present

__all__ = [
    "Missing", "PresentedSection", "draft_of", "findings_of", "material_of", "missing_of", "presented",
    "presented_draft", "self_assessment_of",
]  # fmt: skip


def presented(thing: Application | Submission) -> tuple[PresentedSection, ...]:
    """Sections with answers and files for ``awards/application/_answers.html``.

    An application shows its latest submission: what counts (G-9); its draft only while nothing was handed in.
    """
    return present(material_of(thing))


def presented_draft(application: Application) -> tuple[PresentedSection, ...]:
    """The same for what the applicant is writing now."""
    return present(draft_of(application))


def self_assessment_of(thing: Application | Submission) -> dict[str, str]:
    """The self-assessment by item of the framework, as handed in."""
    material = material_of(thing)
    asked = [question for question in material.form.questions() if question.type == "self_assessment"]
    return {
        name[len(question.key) + 1 :]: typed
        for question in asked
        for name, typed in material.fields.items()
        if name.startswith(f"{question.key}-")
    }


def findings_of(thing: Application | Submission | Material) -> tuple[Finding, ...]:
    """Every eligibility rule on the last day of applications, for the facts as handed in (or a given material's)."""
    material = thing if isinstance(thing, Material) else material_of(thing)
    edition = material.application.edition
    return check(
        regulation=material.regulation,
        applicant=applicant_of(material),
        on=reference_day(edition),
        edition_ordinal=edition.ordinal,
        calendar=work_calendar(),
        tier=material.application.tier or None,
    )


def missing_of(material: Material) -> list[Missing]:
    """Everything that a complete application still lacks, in the form's order."""
    return [gap for number, section in enumerate(material.form.sections, 1) for gap in _gaps(material, section, number)]


def progress_of(material: Material) -> dict[str, tuple[int, int]]:
    """By section: how many of the questions that must be answered are answered, of how many."""
    return {
        section.key: _progress(material, section, number) for number, section in enumerate(material.form.sections, 1)
    }


def _progress(material: Material, section: Section, number: int) -> tuple[int, int]:
    asked = [
        question
        for question in section.questions
        if must_answer(question) and applies(question, material.form, material.layout, material.fields)
    ]
    open_ones = {gap.question.key for gap in _gaps(material, section, number)}
    return sum(question.key not in open_ones for question in asked), len(asked)


def _gaps(material: Material, section: Section, number: int) -> Iterator[Missing]:
    for place, question in enumerate(section.questions, 1):
        if applies(question, material.form, material.layout, material.fields):
            for field, problem in problems(question, material):
                yield Missing(
                    section=section, question=question, number=f"{number}.{place}", field=field, problem=problem
                )
