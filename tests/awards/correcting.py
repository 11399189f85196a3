"""An application that was handed in, recommended and taken into the qualification review."""

from datetime import date, datetime, timedelta

from awards.models import Application, EditionStage
from awards.queries import missing_parameters
from awards.services import enter_parameter, open_stage
from awards.services.corrections import answer_correction, request_correction, save_correction
from awards.services.due import run_due
from awards.services.recommendation import recommend
from journal import clock
from journal.models import Notification

from .conftest import DEADLINE

ASKED_AT = datetime(2026, 4, 7, 10, 0, tzinfo=clock.SHANGHAI)
LAST_DAY = date(2026, 4, 14)
END = datetime(2026, 4, 15, 0, 0, tzinfo=clock.SHANGHAI)  # 24:00 of 14 April
SECOND = timedelta(seconds=1)


def into_review(handed_in: Application, cast) -> Application:
    """Recommend it, let the deadline come, open the qualification."""
    submission = handed_in.submissions.get()
    recommend(
        application=handed_in, submission=submission, opinion="同意推荐", signed_name="推荐人", actor=cast.recommender
    )
    edition = handed_in.edition
    with clock.at(DEADLINE):
        run_due()
        for _clause, parameter in missing_parameters(edition):
            if parameter.needed_by == "qualification":
                enter_parameter(edition=edition, name=parameter.name, value=3, basis="会议纪要", actor=cast.officer)
        stage = EditionStage.objects.get(edition=edition, kind="qualification")
        open_stage(stage=stage, actor=cast.officer)
    return fresh(handed_in)


def fresh(application: Application) -> Application:
    """The application read anew."""
    rows = Application.objects.select_related("organisation", "edition__regulation_version", "recommender")
    return rows.get(pk=application.pk)


def ask(application: Application, cast, *questions: str):
    """The office asks on 7 April for corrections until the end of 14 April."""
    with clock.at(ASKED_AT):
        return request_correction(
            application=application, questions=questions, reason="数据与附件不一致", until=LAST_DAY, actor=cast.officer
        )


def type_in(correction, cast, *, at=ASKED_AT, **fields: str):
    """The applicant types answers into the section of the first named question."""
    application = fresh(correction.application)
    correction.application = application
    form = cast.regulation.form(application.applicant_kind)
    section = next(s.key for s in form.sections if any(q.key in correction.questions for q in s.questions))
    row = application.sections.get(section=section)
    with clock.at(at):
        return save_correction(
            correction=correction, section=section, fields=fields, revision=row.revision, actor=cast.applicant
        )


def told(user, words: str) -> list[Notification]:
    """The person's messages whose title holds some words."""
    return [line for line in Notification.objects.filter(person=user) if words in str(line.title)]


def answer(correction, cast, at=ASKED_AT):
    """Hand the correction in."""
    correction.application = fresh(correction.application)
    with clock.at(at):
        return answer_correction(correction=correction, signed_name=cast.applicant.full_name, actor=cast.applicant)
