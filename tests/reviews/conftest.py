"""Editions brought to the eve of a review stage, and panels at work in one."""

from datetime import timedelta

import pytest

from awards.models import Application, EditionStage, Standing
from awards.services import open_edition, open_stage
from journal import clock
from reviews.models import ScoreSheet
from reviews.queries import counting
from reviews.services import appoint_panel, declare_conflict, lock_sheet, score_sheet, sign_undertaking
from reviews.services.scoring import Scored
from schemes.regulation.stages import StageKind
from tests.conftest import NINE, cast_of, organisation

LATER = NINE + timedelta(days=60)


@pytest.fixture(autouse=True)
def _at_nine():
    """Everything happens on one Monday in March 2026."""
    with clock.at(NINE):
        yield


def eve_of(kind, edition):
    """Mark every stage before ``kind`` as opened and closed; returns the stage."""
    earlier = [stage for stage in edition.stages.all() if StageKind(stage.kind).rank < kind.rank]
    EditionStage.objects.filter(pk__in=[stage.pk for stage in earlier]).update(opened_at=NINE, closed_at=NINE)
    return EditionStage.objects.select_related("edition__regulation_version").get(edition=edition, kind=kind)


def applications(edition, number, first=100, trade="C3562"):
    """Applications in the running, each of an organisation of its own."""
    made = []
    for count in range(first, first + number):
        place = organisation(f"示范企业{count}", count)
        made.append(
            Application.objects.create(
                edition=edition,
                organisation=place,
                number=f"A-{count}",
                standing=Standing.IN_REVIEW,
                created_by=edition.opened_by,
                created_at=clock.now(),
            )
        )
        made[-1].sections.create(section="organisation", answers={"trade_code": trade})
    return made


def hand_in(application, number=1, **sections):
    """A snapshot of an application as it is handed in."""
    content = {"sections": {"organisation": {"trade_code": "C3562"}} | sections, "evidence": []}
    return application.submissions.create(
        number=number, receipt=f"R-{application.pk}-{number}", content=content, digest=str(number),
        submitted_by=application.created_by, submitted_at=clock.now(),
    )  # fmt: skip


def edition_of(scheme, planned=None, year=2026):
    """A cast and an edition of a scheme."""
    cast = cast_of(scheme)
    edition = open_edition(version=cast.version, year=year, starts_on=NINE.date(), actor=cast.officer, planned=planned)
    return cast, edition


def ready(panel, person):
    """Sign, and declare no interest in anything that is left."""
    from reviews.policies import assignments_of

    sign_undertaking(panel=panel, signed_name=str(person), actor=person)
    for row in assignments_of(person).filter(panel=panel):
        declare_conflict(assignment=row, conflict=False, actor=person)


def filled(sheet, percent=60, **exceptions):
    """Score every item of a sheet with a percentage and comments."""
    keys = sheet.scores.values_list("item", flat=True)
    scores = {
        key: Scored(percent=exceptions.get(key, percent), strengths="方法系统", opportunities="对比数据不足")
        for key in keys
    }
    score_sheet(sheet=sheet, scores=scores, actor=sheet.member.person)


def lock_all(panel, percents):
    """Fill and lock every sheet of a panel; ``percents`` by person."""
    for sheet in counting(ScoreSheet.objects.filter(assignment__panel=panel, locked_at=None)):
        given = percents[sheet.member.person_id] if isinstance(percents, dict) else percents
        filled(sheet, given[sheet.assignment_id] if isinstance(given, dict) else given)
        lock_sheet(sheet=sheet, actor=sheet.member.person)


@pytest.fixture
def stage(edition):
    """The document review of the cast's edition, not opened yet."""
    return eve_of(StageKind.DOCUMENT_REVIEW, edition)


@pytest.fixture
def two(edition):
    """Two applications in the running."""
    return applications(edition, 2)


@pytest.fixture
def panel(cast, stage, two):
    """A panel of three with a leader; both applications are theirs."""
    return appoint_panel(
        stage=stage, name="第一组", members=cast.experts[:3], leader=cast.leader, actor=cast.officer, applications=two
    )


@pytest.fixture
def working(cast, stage, panel):
    """The panel at work: stage open, everybody signed and declared."""
    open_stage(stage=stage, actor=cast.officer)
    for person in cast.experts[:3]:
        ready(panel, person)
    panel.refresh_from_db()
    return panel


def sheet_of(person, application):
    """A person's sheet."""
    return ScoreSheet.objects.select_related("member__person", "assignment__panel__stage__edition").get(
        member__person=person, assignment__application=application
    )
