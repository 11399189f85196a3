"""The recommending unit's signed opinion on what was handed in: recommended, or returned with a reason."""

from django.db import IntegrityError, transaction

from accounts.models import Unit, User
from journal import clock
from journal.services import record
from schemes.regulation import Text

from ..material import latest_submission
from ..models import Application, Recommendation, Standing, Submission
from ..plain_text import one_line, plain_text
from .doors import MOVED, move, take_stage
from .errors import Refused
from .telling import tell_applicant


@transaction.atomic
def recommend(
    *, application: Application, submission: Submission, opinion: str, signed_name: str, actor: User
) -> Recommendation:
    """Sign that the unit recommends a submission. Refused after the deadline, or when a newer one came in meanwhile."""
    signed = _sign(application, submission, True, opinion, signed_name, actor)
    title = Text(zh="推荐意见已签署", en="Your application was recommended")
    tell_applicant(application, title=title, body=_by(signed))
    return signed


@transaction.atomic
def return_application(
    *, application: Application, submission: Submission, opinion: str, signed_name: str, actor: User
) -> Recommendation:
    """Send a submission back with a reason; its applicant may change it and hand it in again until the deadline."""
    signed = _sign(application, submission, False, opinion, signed_name, actor)
    title = Text(zh="推荐单位退回了申报", en="Your application was sent back")
    tell_applicant(application, title=title, body=_by(signed))
    return signed


def _sign(
    application: Application, submission: Submission, recommended: bool, opinion: str, signed_name: str, actor: User
) -> Recommendation:
    words, name = plain_text(opinion).strip(), one_line(signed_name)
    if not words or not name:
        raise Refused(Text(zh="意见和签名均不能为空。", en="An opinion needs words and a signature."))
    take_stage(application.edition)
    moment = clock.now()
    move(application, come_from=(Standing.SUBMITTED,), recommended_at=moment if recommended else None)
    application.__dict__.pop("_prefetched_objects_cache", None)
    if latest_submission(application) != submission or application.recommender is None:
        raise Refused(MOVED)
    signed = _write(application.recommender, submission, recommended, words, name, actor)
    record(
        "recommend" if recommended else "return_application", actor=actor, about=application,
        receipt=submission.receipt, digest=submission.digest, unit=signed.unit_id, opinion=words, signed=name,
    )  # fmt: skip
    return signed


def _write(unit: Unit, submission: Submission, recommended: bool, words: str, name: str, actor: User) -> Recommendation:
    try:
        with transaction.atomic():
            return Recommendation.objects.create(
                application=submission.application, submission=submission, unit=unit, recommended=recommended,
                opinion=words, signed_by=actor, signed_name=name, signed_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        text = Text(zh="贵单位已就此次提交签署意见。", en="Your unit has signed its opinion on this submission.")
        raise Refused(text) from None


def _by(signed: Recommendation) -> Text:
    unit = signed.unit.name
    return Text(zh=f"{unit['zh']}：{signed.opinion}", en=f"{unit['en']}: {signed.opinion}")
