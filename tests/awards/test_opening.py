"""HZ-4, TZ-4: a regulation's cycle says which years may have an edition; one that states no cycle forbids none."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from awards.models import Edition
from awards.services import Refused, open_edition
from journal import clock
from schemes.models import RegulationVersion

pytestmark = pytest.mark.django_db


def opened(cast, year, version=None):
    return open_edition(version=version or cast.version, year=year, starts_on=date(year, 3, 2), actor=cast.officer)


def test_hz_4_the_year_after_is_refused_and_the_second_is_not(edition, cast):
    with pytest.raises(Refused) as refusal:
        opened(cast, edition.year + 1)
    assert "2028" in refusal.value.text.zh and refusal.value.clause.id == "HZ-4"
    assert opened(cast, edition.year + 2).ordinal == edition.ordinal + 1


def test_a_regulation_without_a_cycle_forbids_no_later_year(edition, cast):
    """Where the text is silent nothing is invented; the same year twice is refused by the database."""
    shipped = RegulationVersion.objects.get(pk=edition.regulation_version_id)
    document = json.loads(shipped.document)
    for clause in document["clauses"]:
        clause["rules"] = [rule for rule in clause.get("rules", []) if rule["kind"] != "cycle"]
    silent = RegulationVersion.objects.create(
        scheme=shipped.scheme, version="silent", digest="0" * 64, status="in_force",
        document=json.dumps(document), loaded_at=clock.now(),
    )  # fmt: skip
    assert opened(cast, edition.year + 1, silent).year == edition.year + 1
    with pytest.raises(IntegrityError), transaction.atomic():
        opened(cast, edition.year, silent)
    assert Edition.objects.filter(scheme=edition.scheme, year=edition.year).count() == 1
