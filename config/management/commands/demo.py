"""Build the demonstration once, on a fresh trial database."""

import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from awards.models import Edition
from config.demonstration.story import first_day, last_day, tell
from journal import clock
from journal.models import Entry
from journal.services import deliver


class Command(BaseCommand):
    """Safe to run again: an existing demonstration is left as it is."""

    help = "Build the trial's demonstration: five editions, each at another stage."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which invented world."""
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        """Build."""
        if not settings.TRIAL:
            raise CommandError("The demonstration belongs to a trial; set TRIAL=true on a database of its own.")
        call_command("migrate", verbosity=0)
        if Edition.objects.exists():
            self.stdout.write("The demonstration is there already.")
            return
        if Entry.objects.exists():
            raise CommandError("This database holds records already; the demonstration needs a fresh one.")
        clock.set_out(first_day())
        began = time.perf_counter()
        self.stdout.write("Building the demonstration (five editions, under a minute) …")
        self.stdout.flush()
        with transaction.atomic():  # a run that is killed leaves neither editions nor a clock that stands in their past
            editions = tell(options["seed"])
            clock.move_to(last_day())
        deliver(limit=100_000)
        self.stdout.write(f"Built {len(editions)} editions in {time.perf_counter() - began:.0f} s.")
