"""People, organisations, units, seats."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Where the app lives."""

    name = "accounts"
