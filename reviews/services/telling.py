"""What panels' people and the office are told, and when."""

from collections.abc import Iterable

from django.urls import reverse

from accounts.models import Seat, User
from accounts.queries import people_of_scheme
from awards.models import EditionStage
from awards.queries import stage_rule
from journal.models import Entry
from journal.services import notify
from schemes.regulation.text import Text, text

from ..models import Panel, PanelMember


def tell_appointed(panel: Panel, people: Iterable[int]) -> None:
    """Tell people that they sit in a panel and what to do first."""
    name, edition = stage_rule(panel.stage).name, panel.edition
    notify(
        User.objects.filter(pk__in=list(people)),
        title=text(f"您被聘入“{panel.name}”", f"You have been appointed to {panel.name}"),
        body=text(
            f"{edition.title['zh']}{name.zh}。请先签署纪律承诺并逐一申报利害关系，之后才能打开材料。",
            f"{edition.title['en']}, {name.en.lower()}. Sign the undertaking and declare any interest first; "
            "files open after that.",
        ),
        url=reverse("undertaking", args=[panel.pk]),
    )


def tell_open(stage: EditionStage) -> None:
    """Tell every member of the stage's panels that scoring has begun."""
    seats = PanelMember.objects.filter(panel__stage=stage, released_at=None)
    name, last = stage_rule(stage).name, stage.planned_until
    notify(
        User.objects.filter(pk__in=seats.values("person")),
        title=text(f"{name.zh}开始", f"{name.en} has begun"),
        body=text(
            f"请于{last.year}年{last.month}月{last.day}日前完成评分并锁定评分表。",
            f"Please finish scoring and lock your sheets by {last:%d %B %Y}.",
        ),
        url=reverse("reviews"),
    )


def tell_leader(panel: Panel) -> None:
    """Tell the leader that all sheets are in and the report can be written."""
    leaders = panel.members.filter(leads=True, released_at=None)
    notify(
        User.objects.filter(pk__in=leaders.values("person")),
        title=text(f"“{panel.name}”评分全部锁定", f"All sheets of {panel.name} are locked"),
        body=text(
            "现在可以查看各专家评分并撰写评审报告。", "The sheets are open to the panel; the report can be written."
        ),
        url=reverse("panel_report", args=[panel.pk]),
    )


def tell_office(panel: Panel, *, title: Text, body: Text, entry: Entry | None = None) -> None:
    """Tell the scheme's office something about a panel."""
    office = people_of_scheme(panel.edition.scheme, Seat.OFFICER)
    notify(office, title=title, body=body, url=reverse("office_panel", args=[panel.pk]), entry=entry)
