"""Telling people: an inbox line now, an e-mail through the outbox."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import send_mail

from .. import clock
from ..models import Entry, Notification
from .outbox import send_later


def notify(
    people: Iterable[AbstractBaseUser], *, title: Any, body: Any, url: str = "", entry: Entry | None = None
) -> None:
    """Put a message (``Text`` title and body) into each person's inbox and queue its e-mail."""
    moment = clock.now()
    lines = [
        Notification(person_id=key, title=title, body=body, url=url, sent_at=moment, entry=entry)
        for key in dict.fromkeys(person.pk for person in people)
    ]
    for line in Notification.objects.bulk_create(lines):
        send_later(send_mail_of, notification=line.pk)


def send_mail_of(notification: int) -> None:
    """E-mail one inbox line in both languages, if the person has an address."""
    line = Notification.objects.select_related("person").get(pk=notification)
    if address := getattr(line.person, get_user_model().EMAIL_FIELD, ""):
        body = f"{line.body['zh']}\n\n{line.body['en']}\n\n{settings.SITE_URL}{line.url}"
        send_mail(f"{line.title['zh']} / {line.title['en']}", body, None, [address])
