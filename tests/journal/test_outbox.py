"""What must leave: never lost, never doubled by a second worker, retried later after a failure."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction

from journal import clock
from journal.models import OutboxMessage
from journal.services import deliver, notify, send_later
from tests.conftest import person

CALLS = []


def remember(word):
    CALLS.append(word)


def fail_once(word):
    CALLS.append(word)
    if len(CALLS) == 1:
        raise OSError("the printer is out of paper")


@pytest.fixture(autouse=True)
def _no_calls():
    CALLS.clear()


@pytest.mark.django_db
def test_a_rolled_back_act_sends_nothing():
    class Stop(Exception):
        pass

    with pytest.raises(Stop), transaction.atomic():
        send_later(remember, word="a")
        raise Stop
    assert deliver() == 0
    assert CALLS == []


@pytest.mark.django_db
def test_done_is_done():
    send_later(remember, word="a")
    assert (deliver(), deliver()) == (1, 0)
    assert CALLS == ["a"]


@pytest.mark.django_db
def test_a_failure_waits_and_is_tried_again():
    send_later(fail_once, word="a")
    assert deliver() == 0
    message = OutboxMessage.objects.get()
    assert "out of paper" in message.last_error
    assert deliver() == 0, "not before its time"
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert deliver() == 1
    assert CALLS == ["a", "a"]


@pytest.mark.django_db
def test_a_killed_workers_claim_runs_out():
    from journal.services import outbox

    message = send_later(remember, word="a")
    assert outbox._claimed(message)  # the worker dies here
    assert deliver() == 0
    with clock.at(clock.now() + outbox.LEASE + timedelta(seconds=1)):
        assert deliver() == 1


@pytest.mark.django_db
def test_of_two_workers_one_claims():
    from journal.services import outbox

    message = send_later(remember, word="a")
    assert (outbox._claimed(message), outbox._claimed(message)) == (True, False)


@pytest.mark.django_db
def test_a_message_reaches_inbox_and_mailbox_in_both_languages():
    reader = person("reader")
    reader.email = "reader@example.invalid"
    reader.save()
    notify([reader, reader], title={"zh": "标题", "en": "Title"}, body={"zh": "正文", "en": "Body"}, url="/x/")
    assert reader.notifications.count() == 1
    deliver()
    (letter,) = mail.outbox
    assert "标题" in letter.subject and "Title" in letter.subject
    assert "正文" in letter.body and "Body" in letter.body
