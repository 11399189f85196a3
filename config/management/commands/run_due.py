"""Carry out by hand what is due, or print what would happen up to a moment."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import get_language

from config.due import next_due, run_everything_due
from journal import clock
from journal.look import words


class Command(BaseCommand):
    """Effects carry their legal instant; nothing happens before it, so a later moment can only be looked at."""

    help = "Run every sweep: stages and notice periods whose legal end has come."

    def add_arguments(self, parser: CommandParser) -> None:
        """Until when, and whether to do it."""
        parser.add_argument("--as-of", type=datetime.fromisoformat, help="a moment, Shanghai time unless it says other")
        parser.add_argument("--dry-run", action="store_true", help="print what would happen, change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run or look."""
        moment = _aware(options["as_of"])
        if moment > clock.now() and not options["dry_run"]:
            raise CommandError("That moment has not come; nothing takes effect before it. Use --dry-run to look ahead.")
        with transaction.atomic():
            lines = run_everything_due(moment, deliveries=not options["dry_run"])
            transaction.set_rollback(options["dry_run"])
        for line in lines:
            self.stdout.write(words.say(line, get_language() or ""))
        self.stdout.write(f"{len(lines)} effect(s){' would follow' if options['dry_run'] else ''}.")
        if upcoming := next_due():
            self.stdout.write(f"Next due: {upcoming.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}")


def _aware(moment: datetime | None) -> datetime:
    if moment is None:
        return clock.now()
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.SHANGHAI)
