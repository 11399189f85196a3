"""How people sign up and what allauth asks of them."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from .models import User


class Adapter(DefaultAccountAdapter):
    """Anyone may open an account; seats come by appointment only."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Keep the user's name as the full name until the person enters one."""
        super().save_user(request, user, form, commit=False)
        user.full_name = user.full_name or user.username
        if commit:
            user.save()
        return user
