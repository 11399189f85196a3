"""An edition that takes applications, and the quickest honest way through its form."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest

from awards.answers import flat
from awards.material import layout_of, reference_day
from awards.models import Application, EditionStage, SectionAnswers
from awards.queries import missing_parameters
from awards.services import enter_parameter, open_stage
from awards.services.applications import choose_recommender, start_application
from awards.services.evidence import receive_file
from awards.services.submission import submit_application
from journal import clock
from schemes.regulation import Question

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=clock.SHANGHAI)
DEADLINE = datetime(2026, 4, 1, 0, 0, tzinfo=clock.SHANGHAI)  # 24:00 of 31 March
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"


def take_applications(edition, officer) -> EditionStage:
    """What publishing the call does, then the opening."""
    for _clause, parameter in missing_parameters(edition):
        if parameter.needed_by == "application":
            enter_parameter(edition=edition, name=parameter.name, value="2024-01-05", basis="印发通知", actor=officer)
    stage = edition.stages.get(kind="application")
    EditionStage.objects.filter(pk=stage.pk).update(closes_at=DEADLINE)
    stage.refresh_from_db()
    return open_stage(stage=stage, actor=officer)


def some_answer(question: Question, layout) -> object:
    """An answer that says something of the right type."""
    on = date(2026, 3, 31)
    match question.type:
        case "line" | "text":
            return "海风精密制造"[: question.max_length or 300]
        case "whole":
            return 12
        case "date":
            return on - timedelta(days=3000)
        case "yes_no":
            return True
        case "choice":
            return question.choices[0].value
        case "series":
            return {year: 10 + number for number, year in enumerate(layout.years(question))}
        case "certificates" | "awards_held":
            return []
        case "events":
            return {kind.value: [] for kind in question.choices}
        case "self_assessment":
            return {item.key: f"{item.number} 方法、展开、结果" for item in layout.items}
    return None


def fill_in(application: Application, actor, *, files: bool = True) -> Application:
    """Answer every question and attach every file that must be."""
    layout = layout_of(application.edition, application.applicant_kind)
    for section in layout.form.sections:
        answers = {q.key: some_answer(q, layout) for q in section.questions if q.type != "evidence"}
        SectionAnswers.objects.filter(application=application, section=section.key).update(answers=flat(answers))
        for question in section.questions if files else ():
            if question.type == "evidence" and question.required:
                receive_file(
                    application=application, question=question.key, name="证明.pdf", content=BytesIO(PDF), actor=actor
                )
    return Application.objects.get(pk=application.pk)


def hand_in(application: Application, actor):
    """Hand in with the person's own signature."""
    return submit_application(
        application=Application.objects.get(pk=application.pk), signed_name=actor.full_name, actor=actor
    )


@pytest.fixture
def open_edition(edition, cast):
    """The cast's edition, taking applications until 24:00 of 31 March 2026; the clock stands at nine on 2 March."""
    with clock.at(NINE):
        take_applications(edition, cast.officer)
        yield edition


@pytest.fixture
def draft(open_edition, cast) -> Application:
    """The applicant's draft, nothing in it yet, its recommender chosen."""
    application = start_application(edition=open_edition, organisation=cast.organisation, actor=cast.applicant)
    return choose_recommender(application=application, unit=cast.recommending[0], actor=cast.applicant)


@pytest.fixture
def complete(draft, cast) -> Application:
    """The draft with everything in it."""
    return fill_in(draft, cast.applicant)


@pytest.fixture
def handed_in(complete, cast) -> Application:
    """The application as handed in."""
    hand_in(complete, cast.applicant)
    return Application.objects.get(pk=complete.pk)


__all__ = ["DEADLINE", "NINE", "PDF", "fill_in", "hand_in", "reference_day", "take_applications"]
