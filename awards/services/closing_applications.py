"""What the deadline does to each application, at its legal instant."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from journal.look import words
from schemes.regulation import Clause, Text

from ..models import Application, EditionStage, Result, Standing
from ..queries import recommending_clause, stage_clause
from .outcomes import record_outcome
from .telling import tell_applicant

LATE = Text(zh="截止时未提交申报。", en="It was not handed in by the deadline.")
UNRECOMMENDED = Text(zh="截止时未取得推荐单位签署的推荐意见。", en="It had no signed recommendation by the deadline.")
RECEIVED = Text(
    zh="已在截止前提交，材料齐备，转入资格审查。",
    en="Handed in before the deadline; it goes on to the qualification review.",
)
TITLES = {
    Result.PASSED: Text(zh="申报已转入资格审查", en="Your application goes on to the qualification review"),
    Result.LAPSED: Text(zh="申报已失效", en="Your application has lapsed"),
}


@transaction.atomic
def close_applications(*, stage: EditionStage, actor: User | None, at: datetime) -> None:
    """Drafts lapse; what was handed in without its recommendation lapses (its own clause); the rest passes."""
    running = Application.objects.filter(edition=stage.edition, standing__in=(Standing.DRAFT, Standing.SUBMITTED))
    for application in running.select_related("organisation", "edition").order_by("id"):
        result, because, clause = _decided(stage, application)
        outcome = record_outcome(
            application=application, stage=stage, result=result, because=because, clause=clause, at=at, actor=actor
        )
        tell_applicant(application, title=TITLES[result], body=_body(outcome.article, because))


def _decided(stage: EditionStage, application: Application) -> tuple[Result, Text, Clause]:
    if application.standing == Standing.DRAFT:
        return Result.LAPSED, LATE, stage_clause(stage)
    asked_by = recommending_clause(stage)
    if asked_by is not None and application.recommended_at is None:
        return Result.LAPSED, UNRECOMMENDED, asked_by
    return Result.PASSED, RECEIVED, stage_clause(stage)


def _body(article: str, because: Text) -> Text:
    return Text(zh=f"{because.zh}（{article}）", en=f"{because.en} ({words.article(article, 'en')})")
