"""Opening an edition, its board, opening and closing its stages, entering what the regulation leaves open."""

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Seat
from accounts.queries import schemes_of
from accounts.views.access import seat_required
from journal import clock
from schemes.catalogue import RegulationError, open_parameters
from schemes.models import RegulationVersion
from schemes.queries import work_calendar
from schemes.regulation import Clause, OpenParameter, Regulation, Text
from schemes.regulation.organs import Cycle
from schemes.rules.shortlist import planned_limit
from schemes.rules.sunset import may_open, sunset_warning
from schemes.rules.timetable import propose

from ...board import as_lines, board, pipeline_of, tasks_of
from ...labels import STANDINGS
from ...models import Edition, EditionStage
from ...queries import missing_parameters, regulation_of, stage_rule
from ...services import (
    Refused,
    blockers_to_close,
    blockers_to_open,
    close_stage,
    enter_parameter,
    open_edition,
    open_stage,
)
from ..acts import act
from .forms import OpenEditionForm, ParameterForm
from .scope import edition_of, frame, office_only, stage_in


@seat_required(Seat.OFFICER)
def open_an_edition(request: HttpRequest, scheme: str = "") -> HttpResponse:
    """Choose version, year and first day; see the timetable that follows; open."""
    mine = sorted(schemes_of(request.user, Seat.OFFICER))
    if not scheme and len(mine) == 1:
        return redirect("open_edition", mine[0])
    if scheme and scheme not in mine:
        raise Http404
    newest = {version.scheme: version for version in _usable(mine)}
    if not scheme or scheme not in newest:
        return render(request, "awards/office/choose_scheme.html", {"versions": list(newest.values())})
    return _open(request, scheme, newest[scheme])


def _usable(schemes: list[str]):  # type: ignore[no-untyped-def]
    return RegulationVersion.objects.filter(scheme__in=schemes, status="in_force").order_by("scheme", "version")


def _open(request: HttpRequest, scheme: str, version: RegulationVersion) -> HttpResponse:
    most = planned_limit(version.regulation)
    typed = request.POST if request.method == "POST" else request.GET if "starts_on" in request.GET else None
    form = OpenEditionForm(typed, scheme=scheme, most=most, initial=_usual(scheme, version, most))
    if request.method == "POST" and form.is_valid():
        terms = form.cleaned_data
        edition = act(request, open_edition, form=form, done=_("The edition is open."), **terms)
        if edition:
            return redirect("office_edition", edition.pk)
    good = form.is_valid() if typed else True
    terms = form.cleaned_data if typed and good else {**form.initial, "version": version}
    return render(request, "awards/office/open_edition.html", {"form": form, **_preview(terms)})


def _usual(scheme: str, version: RegulationVersion, most: int) -> dict[str, Any]:
    last = Edition.objects.filter(scheme=scheme).order_by("-year").values_list("year", flat=True).first()
    found = version.regulation.rule(Cycle)
    today = clock.today()
    year = max(today.year, last + found[1].every_years) if last and found else today.year
    return {"year": year, "starts_on": today, "planned": most}


def _preview(terms: dict[str, Any]) -> dict[str, Any]:
    regulation, day = terms["version"].regulation, terms["starts_on"]
    plan = propose(regulation=regulation, opens_on=day, calendar=work_calendar())
    return {
        "regulation": regulation,
        "plan": plan,
        "finding": may_open(regulation=regulation, on=day),
        "warning": sunset_warning(regulation=regulation, on=day),
        "left_open": _open_parameters(regulation),
        "quotas": [(tier.name, tier.quota) for tier in regulation.tiers],
    }


def _open_parameters(regulation: Regulation) -> tuple[tuple[Clause, OpenParameter], ...]:
    return open_parameters(regulation)


@office_only
def office_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """The board."""
    edition = edition_of(request, pk)
    lines = board(edition, request.user)  # type: ignore[arg-type]
    context = frame(
        request,
        edition,
        lines=lines,
        pipeline=pipeline_of(lines),
        tasks=tasks_of(edition, request.user),  # type: ignore[arg-type]
        missing=[(clause, p, _stage_name(edition, p.needed_by)) for clause, p in missing_parameters(edition)],
        entered=_entered(edition),
        counts=_counts(edition),
    )
    return render(request, "awards/office/edition.html", context)


def _stage_name(edition: Edition, kind: str) -> Text | None:
    return next((rule.name for rule in regulation_of(edition).stages if rule.kind == kind), None)


def _entered(edition: Edition) -> list[dict[str, Any]]:
    asks = {p.name: p.asks for _clause, p in _open_parameters(edition.regulation_version.regulation)}
    return [
        {"value": row, "asks": asks.get(row.name, row.name), "shown": _shown(row.value)}
        for row in edition.parameters.select_related("entered_by").order_by("entered_at")
    ]


def _shown(value: Any) -> Any:
    return (_("Yes") if value else _("No")) if isinstance(value, bool) else value


def _counts(edition: Edition) -> list[dict[str, Any]]:
    rows = edition.applications.exclude(submitted_at=None).values("standing").annotate(number=Count("pk"))
    numbers = {row["standing"]: row["number"] for row in rows.order_by()}
    return [
        {
            "value": numbers[standing],
            "label": label,
            "url": reverse("office_applications", args=[edition.pk]) + f"?standing={standing}",
        }
        for standing, (label, _kind) in STANDINGS.items()
        if standing in numbers
    ]


@office_only
def stage_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm and open a stage."""
    stage = stage_in(request, pk)
    name = stage_rule(stage).name
    if request.method == "POST":
        act(request, open_stage, stage=stage, done=_("The stage is open."))
        return redirect("office_edition", stage.edition_id)
    return _confirm(
        request,
        stage,
        Text(zh=f"开始“{name.zh}”", en=f"Open “{name.en}”"),
        blockers_to_open(stage) if stage.opened_at is None else [],
        [
            Text(zh="本环节开始，有关人员可以办理本环节的事项。", en="The stage begins; its people can act in it."),
            Text(zh="已开始的环节不能退回。", en="A stage that has begun cannot be taken back."),
        ],
    )


@office_only
def stage_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm and close a stage."""
    stage = stage_in(request, pk)
    name = stage_rule(stage).name
    if request.method == "POST":
        act(request, close_stage, stage=stage, done=_("The stage is closed."))
        return redirect("office_edition", stage.edition_id)
    return _confirm(
        request,
        stage,
        Text(zh=f"结束“{name.zh}”", en=f"Close “{name.en}”"),
        blockers_to_close(stage) if stage.is_open else [],
        [
            Text(
                zh="各申报在本环节的结果随之生效并记入留痕。",
                en="Each application's result takes effect and is recorded.",
            ),
            Text(zh="已结束的环节不能重新开始。", en="A closed stage cannot be opened again."),
        ],
    )


def _confirm(
    request: HttpRequest, stage: EditionStage, title: Text, blockers: list, consequences: list
) -> HttpResponse:
    context = frame(
        request,
        stage.edition,
        (title, ""),
        title=title,
        confirm=title,
        blockers=as_lines(blockers),
        consequences=consequences,
        back=reverse("office_edition", args=[stage.edition_id]),
    )
    return render(request, "awards/office/confirm.html", context)


@office_only
def parameter(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Enter the value of a parameter that the regulation leaves open, with the document it rests on."""
    edition = edition_of(request, pk)
    found = next(((clause, p) for clause, p in missing_parameters(edition) if p.name == name), None)
    if found is None:
        return redirect("office_edition", pk)
    clause, asked = found
    form = ParameterForm(request.POST or None, parameter=asked)
    if request.method == "POST" and form.is_valid():
        terms = {"edition": edition, "name": name, "value": form.value(), "basis": form.cleaned_data["basis"]}
        if act(request, _enter, form=form, done=_("The parameter is entered."), clause=clause, **terms):
            return redirect(reverse("office_edition", args=[pk]) + "#parameters")
    context = frame(request, edition, (asked.asks, ""), form=form, clause=clause, parameter=asked)
    context["needed_by"] = _stage_name(edition, asked.needed_by)
    return render(request, "awards/office/parameter.html", context)


def _enter(*, clause: Any, **terms: Any) -> Any:
    try:
        return enter_parameter(**terms)
    except RegulationError as wrong:
        text = "; ".join(wrong.messages)
        raise Refused(Text(zh=f"该数值不成立：{text}", en=f"This value does not hold: {text}"), clause) from wrong
