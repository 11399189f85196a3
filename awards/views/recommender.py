"""Recommending units: what waits for their opinion and until when; read, sign or send back."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Seat
from accounts.views.access import insist, seat_required
from accounts.views.request import SignedIn

from ..applicant_queries import days_left, deadline_of
from ..application_queries import findings_of, presented
from ..material import latest_submission
from ..models import Application
from ..policies import applications_to_recommend, may_recommend
from ..queries import regulation_of
from ..recommender_queries import inbox_of
from ..services.recommendation import recommend as sign
from ..services.recommendation import return_application
from .acts import act


class OpinionForm(forms.Form):
    """The signed opinion."""

    opinion = forms.CharField(
        label=_("Opinion, or reason for sending back"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    signed_name = forms.CharField(label=_("Signed (your full name)"), max_length=60)


@seat_required(Seat.RECOMMENDER)
def recommendations(request: SignedIn) -> HttpResponse:
    """What waits first, by deadline; then what was signed or sent back."""
    return render(request, "awards/recommender/home.html", inbox_of(request.user))


@login_required
def recommend(request: SignedIn, pk: int) -> HttpResponse:
    """One application to read, with its files; sign the opinion or send it back with a reason."""
    application = _asked_of(request, pk)
    form = OpinionForm(request.POST or None)
    if request.method == "POST":
        insist(may_recommend(request.user, application))
        if form.is_valid() and _sign(request, application, form):
            return redirect("recommendations")
    submission = latest_submission(application)
    context = {
        "application": application, "form": form, "submission": submission, "sections": presented(application),
        "regulation": regulation_of(application.edition), "findings": findings_of(application),
        "allowed": may_recommend(request.user, application), "opinions": application.recommendations.all(),
        "deadline": deadline_of(application.edition), "left": days_left(deadline_of(application.edition)),
    }  # fmt: skip
    return render(request, "awards/recommender/recommend.html", context)


def _asked_of(request: SignedIn, pk: int) -> Application:
    found = applications_to_recommend(request.user).select_related(
        "edition__regulation_version", "organisation", "recommender"
    )
    return get_object_or_404(
        found.prefetch_related(
            "edition__stages", "edition__parameters", "sections", "evidence", "submissions", "recommendations__unit"
        ),
        pk=pk,
    )


def _sign(request: SignedIn, application: Application, form: OpinionForm) -> bool:
    back = request.POST.get("go") == "return"
    submission = next(
        (one for one in application.submissions.all() if str(one.pk) == request.POST.get("submission")), None
    )
    if submission is None:
        form.add_error(None, _("The applicant has handed in a newer version. Read it before you sign."))
        return False
    done = gettext("The application was sent back.") if back else gettext("Your opinion is signed.")
    service = return_application if back else sign
    return bool(
        act(request, service, form=form, application=application, submission=submission, done=done, **form.cleaned_data)
    )
