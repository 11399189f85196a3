"""What a scorer has to do next in each of their panels, by when, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from awards.queries import regulation_of, stage_rule
from journal import clock
from schemes.regulation.stages import StageKind

from . import sealed
from .models import Panel, PanelAssignment, PanelMember, ScoreSheet, Undertaking
from .policies import assignments_of, panels_of
from .queries import latest
from .requirements import undertaking


@dataclass(frozen=True, kw_only=True)
class Work:
    """An application given to the person, with their own sheet where it has been laid out."""

    assignment: PanelAssignment
    sheet: ScoreSheet | None

    @property
    def locked(self) -> bool:
        """Whether the person's sheet is locked."""
        return self.sheet is not None and self.sheet.locked_at is not None


@dataclass(frozen=True, kw_only=True)
class PanelWork:
    """One of the person's panels with everything in it that is theirs to see."""

    panel: Panel
    name: Any
    regulation: Any
    rows: tuple[Work, ...]
    signed: bool
    leads: bool
    unsealed: bool
    withdrawn_from: int
    due_on: date
    tasks: tuple[dict[str, Any], ...] = ()

    @property
    def locked(self) -> int:
        """How many of the person's sheets are locked."""
        return sum(row.locked for row in self.rows)

    @property
    def undeclared(self) -> int:
        """About how many applicants the person has not yet said anything."""
        return sum(not row.assignment.declared for row in self.rows)


def panels_at_work(user: User) -> list[PanelWork]:
    """The person's panels, each with its tasks; statements do not grow with panels or applications."""
    rows = _rows(user)
    sheets = {
        sheet.assignment_id: sheet
        for sheet in latest(ScoreSheet.objects.filter(member__person=user, assignment__in=[row.pk for row in rows]))
    }
    panels = _panels(user)
    unsealed = _unsealed(panels)
    recused = _recused(user, panels, rows)
    return [_work(panel, rows, sheets, panel.pk in unsealed, recused.get(panel.pk, 0)) for panel in panels]


def _panels(user: User) -> list[Panel]:
    leading = PanelMember.objects.filter(panel=OuterRef("pk"), person=user, leads=True, released_at=None)
    signed = Undertaking.objects.filter(panel=OuterRef("pk"), person=user)
    found = panels_of(user).annotate(leads=Exists(leading), signed=Exists(signed))  # type: ignore[no-redef]
    return list(found.prefetch_related("stage__edition__parameters").order_by("-pk"))


def _rows(user: User) -> list[PanelAssignment]:
    return list(assignments_of(user).order_by("application__number", "pk"))


def _unsealed(panels: Iterable[Panel]) -> set[int]:
    return sealed.complete_among(panel.pk for panel in panels)


def _recused(user: User, panels: list[Panel], rows: list[PanelAssignment]) -> dict[int, int]:
    """How many of a panel's applications are closed to the person: a number, never which."""
    recused = user.recusals.values("application")
    found = PanelAssignment.objects.filter(panel__in=panels, application__in=recused).values_list("panel", flat=True)
    counted: dict[int, int] = {}
    for panel in found:
        counted[panel] = counted.get(panel, 0) + 1
    return counted


def _work(
    panel: Panel, rows: list[PanelAssignment], sheets: dict[int, ScoreSheet], unsealed: bool, recused: int
) -> PanelWork:
    mine = tuple(Work(assignment=row, sheet=sheets.get(row.pk)) for row in rows if row.panel_id == panel.pk)
    work = PanelWork(
        panel=panel, name=stage_rule(panel.stage).name, regulation=regulation_of(panel.edition), rows=mine,
        signed=panel.signed, leads=panel.leads, unsealed=unsealed, withdrawn_from=recused,
        due_on=panel.stage.planned_until,
    )  # fmt: skip
    return PanelWork(**{**work.__dict__, "tasks": tuple(_tasks(work))})


def _tasks(work: PanelWork) -> list[dict[str, Any]]:
    for task in (_to_sign, _to_wait, _to_score, _to_report):
        if found := task(work):
            return [found]
    return [{"what": _("Nothing to do here at the moment."), "state": "done", "icon": "check"}]


def _to_sign(work: PanelWork) -> dict[str, Any] | None:
    if work.signed and not work.undeclared:
        return None
    clause, _duties = undertaking(work.panel.edition)
    what = _("Sign the undertaking and declare interests") if not work.signed else _("Declare interests")
    return _task(work, what, reverse("undertaking", args=[work.panel.pk]), _("No file opens before that."), clause)


def _to_wait(work: PanelWork) -> dict[str, Any] | None:
    if work.panel.stage.opened_at:
        return None
    what, begins = _("Wait for the stage to begin"), work.panel.stage.planned_from
    return {"what": what, "why": _("You will be told when the files open."), "due_on": begins, "icon": "clock"}


def _to_score(work: PanelWork) -> dict[str, Any] | None:
    waiting = [row for row in work.rows if not row.locked]
    if not waiting:
        return None
    number = len(waiting)
    what = ngettext(
        "Score %(number)s application and lock the sheet", "Score %(number)s applications and lock the sheets", number
    )
    first = reverse("review_application", args=[waiting[0].assignment.pk])
    return _task(
        work, what % {"number": number}, first, _("Independently: nobody sees another's sheet before all are in.")
    )


def _to_report(work: PanelWork) -> dict[str, Any] | None:
    if not work.leads or work.panel.closed_at or work.panel.stage.kind == StageKind.PRESENTATION:
        return None
    if not work.unsealed:
        return {"what": _("Wait for the other sheets"), "why": _("Then you write the panel's report."), "icon": "clock"}
    return _task(work, _("Write and hand in the panel's report"), reverse("panel_report", args=[work.panel.pk]), "")


def _task(work: PanelWork, what: str, url: str, why: str, clause: Any = None) -> dict[str, Any]:
    left = (work.due_on - clock.today()).days
    late = {"state": "late", "left": _("overdue")} if left < 0 else {"left": _days(left)}
    soon = {"state": "soon"} if 0 <= left <= 2 else {}
    return {
        "what": what, "url": url, "why": why, "clause": clause, "regulation": work.regulation, "due_on": work.due_on,
        **late, **soon,
    }  # fmt: skip


def _days(left: int) -> str:
    return ngettext("%(left)s day left", "%(left)s days left", left) % {"left": left} if left else _("today")
