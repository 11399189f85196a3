"""Make an edition of any size through the same services, for measuring."""

import time
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import Max

from awards.models import Edition
from config.demonstration.walk import Walk
from schemes.models import RegulationVersion
from schemes.regulation.stages import StageKind


class Command(BaseCommand):
    """One edition of a scheme with N applications, taken to a stage."""

    help = "Simulate an edition: manage.py simulate --scheme S --applications N --seed K [--reach STAGE]"

    def add_arguments(self, parser: CommandParser) -> None:
        """Size and seed."""
        parser.add_argument("--scheme", required=True)
        parser.add_argument("--applications", type=int, default=100)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--experts", type=int, default=12)
        parser.add_argument("--reach", choices=[kind.value for kind in StageKind], default="overall_evaluation")
        parser.add_argument("--starts-on", type=date.fromisoformat, default=date(2026, 1, 12))

    def handle(self, *args: Any, **options: Any) -> None:
        """Simulate."""
        if not settings.TRIAL:
            raise CommandError("Simulated editions belong to a trial.")
        if options["applications"] < 1:
            raise CommandError("--applications: expected 1 or more.")
        call_command("load_regulations", verbosity=0)
        version = RegulationVersion.objects.filter(scheme=options["scheme"], status="in_force").first()
        if version is None:
            known = ", ".join(sorted(set(RegulationVersion.objects.values_list("scheme", flat=True))))
            raise CommandError(f"--scheme {options['scheme']}: no regulation in force; known: {known}")
        began = time.perf_counter()
        with transaction.atomic():
            edition = _walk(version, options).edition
        took = time.perf_counter() - began
        self.stdout.write(f"edition {edition.pk}: {options['applications']} applications in {took:.1f} s")


def _walk(version: RegulationVersion, options: dict[str, Any]) -> Walk:
    last = Edition.objects.filter(scheme=version.scheme).aggregate(last=Max("year"))["last"]
    starts_on = options["starts_on"]
    year = starts_on.year if last is None else max(starts_on.year, last + 2)
    walk = Walk(
        version=version, year=year, starts_on=starts_on, applications=options["applications"], seed=options["seed"],
        experts=options["experts"],
    )  # fmt: skip
    walk.reach(StageKind(options["reach"]))
    return walk
