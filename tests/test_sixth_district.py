"""A sixth district joins by one file, and its edition runs to the end under its own numbers."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from awards.models import Award, QuotaPlace, StageOutcome
from config.demonstration.walk import Walk
from journal.queries import faults
from publicity.models import Notice
from schemes.catalogue import load
from schemes.models import RegulationVersion
from schemes.services import store

FILE = Path(__file__).parent / "sixth_district.yaml"


@pytest.fixture
def concluded(db):
    store(load(FILE))
    version = RegulationVersion.objects.get(scheme="willow")
    walk = Walk(version=version, year=2026, starts_on=date(2026, 3, 2), applications=8, seed=6, experts=4)
    walk.conclude()
    walk.edition.refresh_from_db()
    return walk.edition


def test_the_command_accepts_the_file(capsys):
    call_command("check_regulation", str(FILE))
    assert "holds" in capsys.readouterr().out


def test_its_edition_runs_to_its_end_under_its_own_numbers(concluded):
    awards = list(Award.objects.filter(edition=concluded))
    assert concluded.concluded_at is not None
    assert 1 <= len(awards) <= 2 == QuotaPlace.objects.filter(edition=concluded).count()
    for award in awards:
        assert award.prize_yuan == 80_000
        assert award.valid_until.year == award.awarded_on.year + 4
        application = award.application
        total = (
            application.document_score * 50 + application.onsite_score * 30 + application.presentation_score * 20
        ) / 100
        assert abs(application.total_score - total) < 0.000002
        assert application.total_score >= 300
    notice = Notice.objects.get(edition=concluded, kind="result")
    assert (notice.period_until - notice.published_at.date()).days >= 7
    assert notice.article == "第六条"
    articles = set(StageOutcome.objects.filter(application__edition=concluded).values_list("article", flat=True))
    assert articles <= {
        "第一条",
        "第二条",
        "第三条第（一）项",
        "第三条第（二）项",
        "第四条",
        "第五条",
        "第六条",
        "第七条",
    }
    assert list(faults()) == []
