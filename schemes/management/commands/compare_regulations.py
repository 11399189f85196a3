"""Show what changed between two regulation documents, clause by clause."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schemes.catalogue import RegulationError, load
from schemes.comparison import Change, Difference, compare, compare_identity


class Command(BaseCommand):
    """Prints each difference in Chinese and English."""

    help = "Compare two regulation files clause by clause."

    def add_arguments(self, parser: CommandParser) -> None:
        """The two files, older first."""
        parser.add_argument("older", type=Path)
        parser.add_argument("newer", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare."""
        try:
            older, newer = load(options["older"]), load(options["newer"])
        except RegulationError as error:
            raise CommandError(str(error)) from error
        differences: list[Change | Difference] = [*compare_identity(older, newer), *compare(older, newer)]
        for difference in differences:
            self.stdout.write(difference.describe("zh-hans"))
            self.stdout.write(difference.describe("en"))
