"""An edition whose earlier stages are over, with applications in review, at the day a test wants."""

from datetime import datetime

import pytest

from awards.models import Application, Candidate, Decision, EditionStage, QuotaPlace, Standing
from awards.services import open_stage
from journal import clock
from schemes.regulation.stages import StageKind
from tests.conftest import organisation


def shanghai(year, month, day, hour=9, minute=0, second=0):
    return datetime(year, month, day, hour, minute, second, tzinfo=clock.SHANGHAI)


def applications(edition, cast, count=3, standing=Standing.IN_REVIEW):
    """So many applications of new organisations, as the stages before would have left them."""
    return [
        Application.objects.create(
            edition=edition,
            organisation=organisation(f"测试组织{edition.pk}-{n}有限公司", 900 + 50 * edition.pk + n),
            number=f"{n:04}",
            standing=standing,
            created_by=cast.applicant,
            created_at=clock.now(),
            submitted_at=clock.now(),
        )
        for n in range(1, count + 1)
    ]


def reach(edition, kind, actor):
    """Let the stages before one be over, then open it through its service."""
    stage = EditionStage.objects.get(edition=edition, kind=kind)
    earlier = EditionStage.objects.filter(edition=edition, position__lt=stage.position, closed_at=None)
    earlier.update(opened_at=clock.now(), closed_at=clock.now())
    return open_stage(stage=EditionStage.objects.select_related("edition").get(pk=stage.pk), actor=actor)


def confirm(edition, rows, tier, state="confirmed"):
    """Candidates as the committee left them."""
    places = QuotaPlace.objects.filter(edition=edition, tier=tier, candidate=None).order_by("number")
    return [
        Candidate.objects.create(
            edition=edition, application=row, tier=tier, place=place, rank=rank, total=700 - rank, state=state
        )
        for rank, (row, place) in enumerate(zip(rows, places, strict=False), start=1)
    ]


def approve(edition, cast, on):
    """The approver's decision."""
    return Decision.objects.create(
        edition=edition,
        kind="approval",
        accepted=True,
        document_number="海政发〔2026〕9号",
        decided_on=on,
        text="同意",
        digest="0" * 64,
        decided_by=cast.approver,
        decided_at=clock.now(),
    )


@pytest.fixture
def accepted(edition, cast):
    """Three accepted applications; the acceptance stage opens on 2026-04-13 at nine, drafted by the officer."""
    with clock.at(shanghai(2026, 4, 13)):
        rows = applications(edition, cast)
        reach(edition, StageKind.ACCEPTANCE_NOTICE, cast.officer)
    return rows


@pytest.fixture
def on_notice(accepted, edition, cast):
    """The acceptance notice, published by the second officer at nine on 2026-04-13: it ends on 2026-04-20 at 24:00."""
    from publicity.models import Notice
    from publicity.services import publish_notice

    with clock.at(shanghai(2026, 4, 13)):
        return publish_notice(notice=Notice.objects.get(edition=edition), actor=cast.second_officer)
