"""Who may draft, publish, examine: officers of the edition's scheme, and never one alone where two are asked."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from accounts.models import Seat, User
from accounts.policies import YES, Answer, no
from accounts.queries import holds

from .models import Notice


def may_run_notices(user: User | AnonymousUser, scheme: str) -> Answer:
    """Office staff of the scheme."""
    if holds(user, Seat.OFFICER, scheme=scheme):
        return YES
    if holds(user, Seat.OBSERVER, scheme=scheme):
        return no(_("Your seat sees everything here and changes nothing."))
    return no()


def may_publish(user: User | AnonymousUser, notice: Notice) -> Answer:
    """An officer other than the one whose text it is (four eyes)."""
    allowed = may_run_notices(user, notice.edition.scheme)
    if not allowed:
        return allowed
    if notice.drafted_by_id == user.pk:
        return no(_("You wrote this draft: a second officer publishes it."))
    return YES
