"""The request of somebody who has signed in."""

from django.http import HttpRequest

from ..models import User


class SignedIn(HttpRequest):
    """What a view behind ``login_required`` gets."""

    user: User
