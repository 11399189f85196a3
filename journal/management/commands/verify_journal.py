"""Check every line of the journal and the guards that keep it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from journal.queries import faults, head


class Command(BaseCommand):
    """Exit 1 with one line a fault; otherwise print the chain's head."""

    help = "Verify the audit chain: any changed byte, missing line or missing guard is reported."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the check."""
        found = list(faults())
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError(f"{len(found)} fault(s) in the journal")
        number, digest = head()
        self.stdout.write(f"journal holds: {number} lines, head {digest}")
