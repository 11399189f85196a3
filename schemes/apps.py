"""Regulations, frameworks and calendars as data."""

from django.apps import AppConfig


class SchemesConfig(AppConfig):
    """Where the app lives."""

    name = "schemes"
