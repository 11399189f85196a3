"""The office's first page: what must be done, by when, why; then the editions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...board import tasks_of
from ...models import Edition
from ...queries import open_stage_of, regulation_of, stage_rule
from .scope import editions_for, may_act, office_only


@office_only
def office(request: HttpRequest) -> HttpResponse:
    """Tasks of running editions, then every edition."""
    editions = list(editions_for(request).order_by("concluded_at", "-year", "scheme"))
    running = [edition for edition in editions if edition.concluded_at is None]
    context = {
        "tasks": [task for edition in running for task in _tasks(request, edition)],
        "running": [_line(edition) for edition in running],
        "concluded": [edition for edition in editions if edition.concluded_at],
        "may_open": any(may_act(request, edition) for edition in editions) or not editions,
    }
    return render(request, "awards/office/home.html", context)


def _tasks(request: HttpRequest, edition: Edition) -> list[dict[str, Any]]:
    regulation = regulation_of(edition)
    return [{**task, "regulation": regulation} for task in tasks_of(edition, request.user)]  # type: ignore[arg-type]


def _line(edition: Edition) -> dict[str, Any]:
    stage = open_stage_of(edition)
    if stage is not None:
        stage.edition = edition
    done = sum(1 for each in edition.stages.all() if each.closed_at)
    return {
        "edition": edition,
        "stage": stage,
        "stage_name": stage_rule(stage).name if stage else None,
        "done": done,
        "total": len(edition.stages.all()),
    }
