"""The sweep: stages close by themselves at their legal instant, late, twice, or not at all."""

from datetime import timedelta

import pytest

from awards.models import EditionStage
from awards.services.due import due_stages, next_due, run_due
from journal import clock
from journal.models import Entry

from .conftest import DEADLINE, take_applications

BEFORE = DEADLINE - timedelta(microseconds=1)
WEEKS_LATER = DEADLINE + timedelta(days=20)


@pytest.fixture
def open_stage_(edition, cast):
    with clock.at(DEADLINE - timedelta(days=10)):
        return take_applications(edition, cast.officer)


def test_nothing_happens_before_the_deadline(open_stage_):
    with clock.at(DEADLINE - timedelta(seconds=30)):
        assert next_due() == DEADLINE
        assert run_due(BEFORE) == []
    open_stage_.refresh_from_db()
    assert open_stage_.is_open


def test_a_late_sweep_closes_with_the_legal_instant(open_stage_):
    with clock.at(WEEKS_LATER):
        (done,) = run_due()
        assert "2026年3月31日 周二 24:00" in done.zh and "Tue 31 Mar 2026 24:00" in done.en, (
            "Shanghai time, both languages"
        )
        assert run_due() == []
    open_stage_.refresh_from_db()
    assert open_stage_.closed_at == DEADLINE
    line = Entry.objects.get(act="close_stage")
    assert line.actor is None and line.at > DEADLINE


def test_a_dry_run_says_what_is_due_and_changes_nothing(open_stage_):
    with clock.at(WEEKS_LATER):
        assert len(run_due(dry_run=True)) == 1
    open_stage_.refresh_from_db()
    assert open_stage_.is_open


def test_a_stage_that_the_office_closes_is_left_alone(open_stage_, edition):
    EditionStage.objects.filter(pk=open_stage_.pk).update(closed_at=DEADLINE)
    EditionStage.objects.filter(edition=edition, kind="qualification").update(
        opened_at=DEADLINE, closes_at=DEADLINE + timedelta(days=1)
    )
    assert due_stages(WEEKS_LATER) == []
