"""Whom an applicant's acts are told to."""

from django.urls import reverse

from accounts.models import Seat
from accounts.queries import people_in, people_of_scheme
from journal.services import notify
from schemes.regulation import Text

from ..models import Application


def tell_recommender(application: Application) -> None:
    """Ask the chosen unit's people for their opinion; nobody where no unit is asked."""
    if application.recommender is None:
        return
    name = application.applicant_name
    notify(
        people_in(application.recommender, Seat.RECOMMENDER),
        title=Text(zh=f"请签署推荐意见：{name}", en=f"Your opinion is asked: {name}"),
        body=Text(
            zh=f"{name}已提交{application.edition.title['zh']}申报，请在截止时间前审核并签署意见。",
            en=f"{name} applied for {application.edition.title['en']}; please read it and sign before the deadline.",
        ),
        url=reverse("recommend", args=[application.pk]),
    )


def tell_office_of_withdrawal(application: Application) -> None:
    """Tell the office that an application it has seen is gone."""
    name = application.applicant_name
    notify(
        people_of_scheme(application.edition.scheme, Seat.OFFICER),
        title=Text(zh=f"申报已撤回：{name}", en=f"Application withdrawn: {name}"),
        body=Text(zh=f"{name}撤回了申报。", en=f"{name} withdrew its application."),
        url=reverse("office_application", args=[application.pk]),
    )
