"""Before any file: the undertaking, and interests in the applicants listed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.views.access import seat_required
from accounts.views.request import SignedIn
from awards.queries import regulation_of, stage_rule
from awards.views.acts import act

from ..forms import InterestForm, UndertakingForm
from ..models import Panel
from ..policies import SCORERS, assignments_of, panels_of
from ..requirements import undertaking as undertaking_of
from ..services import declare_conflict, sign_and_declare
from ..services.undertakings import declare_interests

scorer = seat_required(*SCORERS)


@scorer
def undertaking(request: SignedIn, pk: int) -> HttpResponse:
    """Sign once per panel, and say of each applicant whether there is an interest."""
    panel = get_object_or_404(panels_of(request.user), pk=pk)
    rows = list(assignments_of(request.user).filter(panel=panel))
    signed = panel.undertakings.filter(person=request.user).first()
    waiting = [row for row in rows if not row.declared]
    form = UndertakingForm(request.POST or None, person=request.user, signed=bool(signed), assignments=waiting)
    if request.method == "POST" and form.is_valid() and _carry_out(request, panel, form, bool(signed)):
        return redirect("reviews")
    clause, duties = undertaking_of(panel.edition)
    context = {
        "panel": panel, "form": form, "signed": signed, "clause": clause, "duties": duties, "waiting": waiting,
        "declared": len(rows) - len(waiting), "regulation": regulation_of(panel.edition),
        "stage_name": stage_rule(panel.stage).name,
    }  # fmt: skip
    return render(request, "reviews/undertaking.html", context)


@scorer
def interest(request: SignedIn, pk: int) -> HttpResponse:
    """An interest that came up later: confirmed on a page of its own, because it closes the application for good."""
    row = get_object_or_404(assignments_of(request.user), pk=pk)
    form = InterestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        terms = {"assignment": row, "conflict": True, "reason": form.cleaned_data["reason"]}
        if act(request, declare_conflict, form=form, done=_("You are recused from this application."), **terms):
            return redirect("reviews")
    context = {"assignment": row, "form": form, "clause": undertaking_of(row.panel.edition)[0],
               "regulation": regulation_of(row.panel.edition)}  # fmt: skip
    return render(request, "reviews/interest.html", context)


def _carry_out(request: SignedIn, panel: Panel, form: UndertakingForm, signed: bool) -> bool:
    if signed:
        done = act(request, declare_interests, form=form, panel=panel, interests=form.interests)
    else:
        name = form.cleaned_data["signed_name"]
        done = act(request, sign_and_declare, form=form, panel=panel, signed_name=name, interests=form.interests)
    if done:
        messages.success(request, _("Thank you. What you declared is on record."))
    return bool(done)
