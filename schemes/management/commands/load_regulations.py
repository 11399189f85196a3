"""Store the shipped regulation versions in the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from schemes.catalogue import RegulationError, digest
from schemes.services import VersionInUse, load_regulations


class Command(BaseCommand):
    """Idempotent; prints each version with its digest."""

    help = "Load the shipped regulations; safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load."""
        try:
            stored = load_regulations()
        except (RegulationError, VersionInUse) as error:
            raise CommandError(str(error)) from error
        for regulation, what in stored if options["verbosity"] else []:
            identity = regulation.identity
            self.stdout.write(f"{what:9} {identity.scheme} {identity.version} sha256 {digest(regulation)[:16]}")
