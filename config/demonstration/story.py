"""The trial's five editions, each at another stage, told in the order of their days."""

from datetime import date, datetime, time
from functools import partial

from django.db import transaction

from awards.models import Edition
from journal import clock
from schemes.models import RegulationVersion
from schemes.regulation.stages import StageKind
from schemes.services import load_regulations

from .data import world
from .turns import Turn, tell_together
from .walk import Walk

NINE = time(9, 0)


def first_day() -> datetime:
    """When the story begins: before its first edition opens."""
    first = min(line["starts_on"] for line in world()["editions"])
    return datetime.combine(first.replace(day=1), NINE, clock.SHANGHAI)


def last_day() -> datetime:
    """The morning on which the trial's visitor comes in."""
    return datetime.combine(world()["today"], NINE, clock.SHANGHAI)


@transaction.atomic
def tell(seed: int = 1) -> list[Edition]:
    """Make the whole demonstration in one transaction: an interrupted run leaves nothing behind."""
    with clock.at(first_day()):
        load_regulations()
    lines = enumerate(world()["editions"])
    return tell_together([partial(_tell_one, number, line, seed) for number, line in lines])


def _tell_one(number: int, line: dict[str, object], seed: int, turn: Turn) -> Edition:
    version = RegulationVersion.objects.get(scheme=line["scheme"], status="in_force")
    walk = Walk(
        version=version, year=int(str(line["year"])), starts_on=_day(line["starts_on"]), seed=seed * 100 + number,
        applications=int(str(line["applications"])), experts=world()["experts_per_scheme"], turn=turn,
    )  # fmt: skip
    if line["leave"] == "concluded":
        walk.conclude()
    else:
        walk.reach(StageKind(str(line["reach"])))
    return walk.edition


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
