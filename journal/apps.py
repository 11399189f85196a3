"""The record: audit chain, outbox, notifications; and the database guards of every app's frozen rows."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class JournalConfig(AppConfig):
    """Installs the guards after every migration, since SQLite drops them when it rebuilds a table."""

    name = "journal"

    def ready(self) -> None:
        from .guards import install

        post_migrate.connect(install, sender=self)
