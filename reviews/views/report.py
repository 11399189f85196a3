"""The panel's results once all sheets are in, and its report by the leader."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.views.access import insist, seat_required
from accounts.views.request import SignedIn
from awards.queries import regulation_of, stage_clause, stage_rule
from awards.views.acts import act

from .. import sealed
from ..forms import ReportForm
from ..models import PanelReport
from ..policies import SCORERS, assignments_of, leads, panels_of
from ..queries import panel_progress
from ..results import results_of
from ..services import close_panel, save_report

scorer = seat_required(*SCORERS)


@scorer
def panel_report(request: SignedIn, pk: int) -> HttpResponse:
    """Members read the results when unsealed; the leader writes, saves and hands in the report."""
    panel = get_object_or_404(panels_of(request.user).prefetch_related("stage__edition__parameters"), pk=pk)
    rows = list(assignments_of(request.user).filter(panel=panel).order_by("application__number", "pk"))
    report = PanelReport.objects.filter(panel=panel).prefetch_related("lines").first()
    leading = leads(request.user, panel)
    form = ReportForm(request.POST or None, report=report, assignments=rows)
    if request.method == "POST":
        insist(leading)
        if form.is_valid() and _carry_out(request, panel, form):
            return redirect("reviews" if "hand_in" in request.POST else reverse("panel_report", args=[pk]))
    unsealed = sealed.is_complete(panel)
    context = {
        "panel": panel, "report": report, "form": form, "leads": bool(leading), "unsealed": unsealed,
        "progress": panel_progress(panel), "results": results_of(panel.stage, rows) if unsealed else [],
        "stage_name": stage_rule(panel.stage).name, "clause": stage_clause(panel.stage),
        "regulation": regulation_of(panel.edition),
    }  # fmt: skip
    return render(request, "reviews/panel_report.html", context)


def _carry_out(request: SignedIn, panel, form: ReportForm) -> bool:  # type: ignore[no-untyped-def]
    data = form.cleaned_data
    terms = {"panel": panel, "body": data["body"], "conclusions": form.conclusions, "revision": data["revision"]}
    hand_in = "hand_in" in request.POST
    if not act(request, save_report, form=form, done="" if hand_in else _("Saved."), **terms):
        return False
    if hand_in and not act(request, close_panel, panel=panel, done=_("The report is handed in.")):
        return True
    return True
