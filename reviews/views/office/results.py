"""Scoring at the office: numbers while sheets are sealed, then results, differences and decisions."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.models import Seat
from accounts.queries import holds
from accounts.views.access import seat_required
from accounts.views.request import SignedIn
from awards.models import EditionStage
from awards.queries import regulation_of, stage_clause, stage_rule
from awards.views.acts import act

from ...forms import DecisionForm
from ...models import PanelAssignment
from ...needs import to_close
from ...office_reading import panel_rows, stage_results, stage_tabs
from ...policies import assignments_for, editions_for
from ...queries import progress_by_assignment
from ...requirements import eliminates
from ...results import Result, category_shares, dots, results_of
from ...seal_reading import earlier_versions
from ...services import apply_shortlist, decide_passing, note_early_reading
from .panels import blockers_for_page
from .stage_of import edition_stages

looks = seat_required(Seat.OFFICER, read_only=(Seat.OBSERVER,))
officer = seat_required(Seat.OFFICER)


@looks
def office_scoring(request: SignedIn, edition: int) -> HttpResponse:
    """Progress in numbers; results, places and decisions of panels whose sheets are all in."""
    found, stages, stage = edition_stages(request, edition)
    results = stage_results(stage, request.user)
    _journal_early(request, (row.result for row in results.rows if row.result))
    context = {
        "edition": found, "stage": stage, "stage_name": stage_rule(stage).name, "regulation": regulation_of(found),
        "tabs": stage_tabs(stages, stage, reverse("office_scoring", args=[found.pk])), "panels": panel_rows(stage),
        "results": results, "blockers": blockers_for_page(to_close(stage)) if stage.is_open else [],
        "eliminates": eliminates(stage), "clause": stage_clause(stage),
        "decides": stage.is_open and eliminates(stage) and holds(request.user, Seat.OFFICER, scheme=found.scheme),
    }  # fmt: skip
    return render(request, "reviews/office/scoring.html", context)


@looks
def office_review(request: SignedIn, pk: int) -> HttpResponse:
    """One application: every sheet, how far scorers differ, the panel's proposal, the office's decision."""
    row = _row(request, pk, Seat.OFFICER, Seat.OBSERVER)
    return render(request, "reviews/office/review.html", _context(request, row, DecisionForm(initial=_decided(row))))


@officer
@require_POST
def decide(request: SignedIn, pk: int) -> HttpResponse:
    """Pass or not, with a reason."""
    row = _row(request, pk, Seat.OFFICER)
    form = DecisionForm(request.POST)
    done = _("The decision is on record.")
    if form.is_valid() and act(request, decide_passing, form=form, done=done, assignment=row, **form.cleaned_data):
        return redirect(reverse("office_scoring", args=[row.panel.edition.pk]) + f"?stage={row.panel.stage.kind}")
    return render(request, "reviews/office/review.html", _context(request, row, form))


@officer
@require_POST
def shortlist(request: SignedIn, pk: int) -> HttpResponse:
    """Decide by the regulation's ratio; ties are left to the office."""
    stages = EditionStage.objects.select_related("edition__regulation_version")
    stage = get_object_or_404(stages.filter(edition__in=editions_for(request.user, Seat.OFFICER)), pk=pk)
    if number := act(request, apply_shortlist, stage=stage):
        text = ngettext("%(n)s application decided by the ratio.", "%(n)s applications decided by the ratio.", number)
        messages.success(request, text % {"n": number})
    return redirect(reverse("office_scoring", args=[stage.edition_id]) + f"?stage={stage.kind}")


def _journal_early(request: SignedIn, results: Iterable[Result]) -> None:
    seen = {result.assignment.panel_id: result.assignment.panel for result in results if not result.complete}
    if seen:
        note_early_reading(panels=seen.values(), actor=request.user)


def _row(request: SignedIn, pk: int, *seats: str) -> PanelAssignment:
    rows = assignments_for(request.user, *seats).select_related("report_line__report")
    return get_object_or_404(rows.prefetch_related("panel__stage__edition__parameters"), pk=pk)


def _decided(row: PanelAssignment) -> dict[str, str]:
    decision = getattr(row, "decision", None)
    return {"passes": "yes" if decision.passes else "no", "reason": decision.reason} if decision else {}


def _context(request: SignedIn, row: PanelAssignment, form: DecisionForm) -> dict[str, object]:
    stage = row.panel.stage
    if stage.opened_at is None:
        raise Http404
    result = next(iter(results_of(stage, [row], early=True)), None)
    if result:
        _journal_early(request, [result])
    line = getattr(row, "report_line", None)
    return {
        "assignment": row, "stage": stage, "edition": row.panel.edition, "result": result, "form": form,
        "dots": dots(result) if result and eliminates(stage) else [],
        "shares": category_shares(result) if result and eliminates(stage) else [],
        "line": line if line and line.report.submitted_at else None,
        "progress": progress_by_assignment([row.pk]).get(row.pk), "stage_name": stage_rule(stage).name,
        "regulation": regulation_of(row.panel.edition), "clause": stage_clause(stage),
        "versions": earlier_versions(result.sheets) if result else [],
        "decides": stage.is_open and eliminates(stage) and result is not None and result.complete
        and holds(request.user, Seat.OFFICER, scheme=row.panel.edition.scheme),
    }  # fmt: skip
