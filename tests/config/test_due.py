"""What is due happens once, in order, with its legal instant; nothing happens before its time, not even by hand."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from awards.models import Application, EditionStage, Standing
from config.demonstration.walk import Walk
from config.due import next_due, run_everything_due
from journal import clock
from journal.models import Entry
from schemes.regulation.stages import StageKind


@pytest.fixture
def receiving(regulations):
    """An edition that takes applications, and its clock."""
    from schemes.models import RegulationVersion

    version = RegulationVersion.objects.get(scheme="haizhou", status="in_force")
    walk = Walk(version=version, year=2026, starts_on=date(2026, 3, 2), applications=3, seed=3, experts=3)
    walk.reach(StageKind.APPLICATION)
    return walk


def stage(walk) -> EditionStage:
    return EditionStage.objects.get(edition=walk.edition, kind=StageKind.APPLICATION)


def test_nothing_happens_a_second_before_the_deadline(receiving):
    with clock.at(stage(receiving).closes_at - timedelta(seconds=30)):
        assert next_due() == stage(receiving).closes_at
        assert run_everything_due() == []
    assert stage(receiving).closed_at is None


@pytest.mark.parametrize("late", [timedelta(), timedelta(days=5)])
def test_at_the_deadline_or_days_later_the_legal_instant_is_the_same(receiving, late):
    deadline = stage(receiving).closes_at
    with clock.at(deadline + late):
        assert len(run_everything_due()) >= 1
        assert run_everything_due() == [], "a second run finds nothing"
    assert stage(receiving).closed_at == deadline
    assert not Application.objects.filter(standing__in=[Standing.DRAFT, Standing.SUBMITTED]).exists()
    assert set(stage(receiving).outcomes.values_list("at", flat=True)) == {deadline}
    assert Entry.objects.filter(act="close_stage").count() == 1


def test_by_hand_nothing_takes_effect_before_its_time(receiving):
    deadline = stage(receiving).closes_at
    with clock.at(deadline - timedelta(days=1)), pytest.raises(CommandError, match="has not come"):
        call_command("run_due", as_of=deadline)
    assert stage(receiving).closed_at is None


def test_a_look_ahead_changes_nothing(receiving, capsys):
    deadline, before = stage(receiving).closes_at, Entry.objects.count()
    with clock.at(deadline - timedelta(days=1)):
        call_command("run_due", as_of=deadline, dry_run=True)
    assert "effect(s) would follow" in capsys.readouterr().out
    assert stage(receiving).closed_at is None
    assert Entry.objects.count() == before


def test_a_moment_without_zone_is_shanghais(receiving, capsys):
    with clock.at(stage(receiving).closes_at + timedelta(hours=1)):
        call_command("run_due", as_of=datetime(2026, 3, 3, 9, 0))  # noqa: DTZ001 - as typed
    assert "0 effect(s)." in capsys.readouterr().out
