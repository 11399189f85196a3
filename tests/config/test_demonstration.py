"""The demonstration is real: made by the services, in the order of the clock, once."""

from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Appointment, Organisation, Seat
from accounts.uscc import check_holds
from awards.models import Award, Edition
from awards.queries import open_stage_of
from journal import clock
from journal.models import Entry, OutboxMessage
from journal.queries import faults


@pytest.mark.django_db
def test_the_whole_demonstration(settings, capsys):
    settings.TRIAL = True
    call_command("demo")
    editions = list(Edition.objects.prefetch_related("stages"))
    where = {stage.kind if (stage := open_stage_of(edition)) else "concluded" for edition in editions}
    assert len(editions) == 5 == len(where), "five editions, each at another stage"
    assert {edition.demonstration for edition in editions} == {True}
    assert Organisation.objects.filter(demonstration=True).count() == 200
    assert Appointment.objects.filter(seat=Seat.EXPERT, person__demonstration=True).count() == 60
    assert all(check_holds(code) for code in Organisation.objects.values_list("uscc", flat=True))
    assert all(award.certificate for award in Award.objects.all()) and Award.objects.exists()
    instants = list(Entry.objects.values_list("at", flat=True))
    assert all(earlier <= later for earlier, later in pairwise(instants)), "the journal follows the clock"
    assert list(faults()) == []
    assert not OutboxMessage.objects.filter(done_at=None).exclude(last_error="").exists()
    lines = Entry.objects.count()
    capsys.readouterr()
    call_command("demo")
    assert "there already" in capsys.readouterr().out
    assert Entry.objects.count() == lines


@pytest.mark.django_db
def test_it_never_mixes_with_records(regulations, settings):
    settings.TRIAL = True
    with pytest.raises(CommandError, match="fresh"):
        call_command("demo")
    with pytest.raises(ValueError, match="back"):
        clock.set_out(clock.now())


@pytest.mark.django_db
def test_it_belongs_to_a_trial(settings):
    settings.TRIAL = False
    with pytest.raises(CommandError, match="trial"):
        call_command("demo")
    with pytest.raises(CommandError, match="trial"):
        call_command("simulate", scheme="haizhou")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("scheme", "terms", "said"),
    [("nowhere", {}, "no regulation in force; known: ganzhou"), ("haizhou", {"applications": 0}, "1 or more")],
)
def test_a_simulation_says_what_it_cannot_do(settings, scheme, terms, said):
    settings.TRIAL = True
    with pytest.raises(CommandError, match=said):
        call_command("simulate", scheme=scheme, **terms)


@pytest.mark.django_db
def test_a_simulation_has_the_size_asked_for_and_is_repeatable(settings):
    settings.TRIAL = True
    call_command("simulate", scheme="haizhou", applications=4, seed=7, reach="qualification")
    edition = Edition.objects.get()
    assert edition.applications.count() == 4
    names = list(edition.applications.values_list("organisation__name", flat=True))
    assert len(set(names)) == 4
