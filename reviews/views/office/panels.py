"""The panels of an edition's review stages, and appointing a new one."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Seat
from accounts.views.access import seat_required
from accounts.views.request import SignedIn
from awards.models import EditionStage
from awards.queries import regulation_of, stage_rule
from awards.stages import Blocker
from awards.views.acts import act

from ...forms import AppointForm
from ...needs import to_open
from ...office_reading import panel_rows, stage_tabs
from ...policies import editions_for
from ...queries import candidates, profiles, unassigned
from ...requirements import panel_needs, shortlist_after
from ...services import appoint_panel
from .stage_of import edition_stages


@seat_required(Seat.OFFICER, read_only=(Seat.OBSERVER,))
def office_panels(request: SignedIn, edition: int) -> HttpResponse:
    """Panels of a stage, what is still missing before it can open, applications without a panel."""
    found, stages, stage = edition_stages(request, edition)
    context = {
        "edition": found, "stage": stage, "stage_name": stage_rule(stage).name, "regulation": regulation_of(found),
        "tabs": stage_tabs(stages, stage, reverse("office_panels", args=[found.pk])), "rows": panel_rows(stage),
        "waiting": list(unassigned(stage)), "needs": panel_needs(stage), "shortlist": shortlist_after(stage),
        "blockers": blockers_for_page(to_open(stage)) if stage.opened_at is None else [],
    }  # fmt: skip
    return render(request, "reviews/office/panels.html", context)


@seat_required(Seat.OFFICER)
def appoint(request: SignedIn, pk: int) -> HttpResponse:
    """Appoint a panel: members, leader, applications."""
    stage = get_object_or_404(
        EditionStage.objects.select_related("edition__regulation_version").filter(
            edition__in=editions_for(request.user, Seat.OFFICER), closed_at=None
        ),
        pk=pk,
    )
    needs, people = panel_needs(stage), candidates(stage)
    known = profiles(stage, people.values_list("pk", flat=True))
    waiting = unassigned(stage)
    initial = {"name": _panel_name(stage), "applications": list(waiting.values_list("pk", flat=True))}
    form = AppointForm(
        request.POST or None, people=people, profiles=known, waiting=waiting, leader=needs.leader, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        panel = act(request, appoint_panel, form=form, stage=stage, done=_("The panel is appointed."), **_terms(form))
        if panel:
            return redirect("office_panel", pk=panel.pk)
    context = {
        "stage": stage, "edition": stage.edition, "form": form, "needs": needs,
        "regulation": regulation_of(stage.edition), "stage_name": stage_rule(stage).name,
    }  # fmt: skip
    return render(request, "reviews/office/appoint.html", context)


def blockers_for_page(blockers: Sequence[Blocker]) -> list[dict[str, object]]:
    """Blockers as the checklist component takes them."""
    return [{"says": b.text, "clause": b.clause, "article": b.article, "url": b.url} for b in blockers]


def _panel_name(stage: EditionStage) -> str:
    return _("Panel %(number)s") % {"number": stage.panels.count() + 1}


def _terms(form: AppointForm) -> dict[str, object]:
    data = form.cleaned_data
    return {
        "name": data["name"], "members": list(data["members"]), "leader": data.get("leader"),
        "applications": list(data["applications"]), "comments_per": data["comments_per"],
    }  # fmt: skip
