"""The trial's pages: stepping into a demonstration person only, a clock that moves forward only."""

from datetime import timedelta

import pytest
from django.urls import reverse

from journal import clock


@pytest.mark.django_db
def test_only_demonstration_people_can_be_stepped_into(client, cast):
    assert client.post(reverse("trial_become", args=[cast.officer.pk])).status_code == 404
    cast.officer.demonstration = True
    cast.officer.save()
    reply = client.post(reverse("trial_become", args=[cast.officer.pk]))
    assert reply.status_code == 302
    assert client.session["_auth_user_id"] == str(cast.officer.pk)
    assert client.get(reverse("trial_become", args=[cast.officer.pk])).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("wish", ["1", "7", "30", "working_day", "2099-01-01T09:00"])
def test_the_clock_moves_forward(client, regulations, wish):
    before = clock.now()
    client.post(reverse("trial_clock"), {"to": wish})
    assert clock.now() >= before + timedelta(hours=1)


@pytest.mark.django_db
@pytest.mark.parametrize("wish", ["", "2001-01-01T09:00", "yesterday", "due", "-1"])
def test_a_wish_that_leads_nowhere_is_told_so(client, regulations, wish):
    before = clock.now()
    reply = client.post(reverse("trial_clock"), {"to": wish}, follow=True)
    assert reply.status_code == 200
    assert clock.now() - before < timedelta(minutes=1)


@pytest.mark.django_db
def test_the_pages_open(client, edition, django_assert_num_queries):
    assert client.get(reverse("trial")).status_code == 200
    assert client.get(reverse("styleguide")).status_code == 200
