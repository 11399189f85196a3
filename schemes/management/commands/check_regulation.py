"""Validate a regulation document without storing it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schemes.catalogue import RegulationError, load, open_parameters


class Command(BaseCommand):
    """Names file, line, clause and what was expected for every fault."""

    help = "Check a regulation file: structure, references, order, points, weights."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Check."""
        try:
            regulation = load(options["file"])
        except RegulationError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        missing = len(tuple(open_parameters(regulation)))
        self.stdout.write(
            f"{options['file']}: holds. {len(regulation.clauses)} clauses, {len(regulation.stages)} stages, "
            f"{missing} open parameters."
        )
