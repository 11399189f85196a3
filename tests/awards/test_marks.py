"""HZ-13, TZ-4, GZ-21, OH-5, GZ-12: marks are seen by those who recommend and decide, and touch no score."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from awards.evaluation_queries import ranking, selection_of
from awards.marks import marks_of, put_marks
from awards.models import Application, Award, Edition, EmphasisMark
from awards.services import Refused, open_edition
from awards.services.marks import mark_emphasis
from journal import clock
from journal.models import Entry
from schemes.models import RegulationVersion
from tests.conftest import cast_of, organisation

from .deciding import NOON, applicant, fresh, reviewed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_noon():
    with clock.at(NOON):
        yield


def edition_of(scheme, year):
    cast = cast_of(scheme)
    return open_edition(version=cast.version, year=year, starts_on=date(year, 3, 2), actor=cast.officer), cast


def another(scheme, year, cast):
    """An edition of any scheme and year, as it stands in the portal."""
    version = RegulationVersion.objects.get(scheme=scheme, status="in_force")
    return Edition.objects.create(
        scheme=scheme, regulation_version=version, ordinal=year, year=year, title={"zh": "某届", "en": "one"},
        opened_by=cast.officer, opened_at=NOON,
    )  # fmt: skip


def won(edition, cast, place, tier, *, on=date(2024, 9, 2), **terms):
    """An award of an earlier edition, as it stands in the portal."""
    application = Application.objects.create(
        edition=edition, organisation=place, number=f"W-{Award.objects.count()}", standing="awarded",
        created_by=cast.applicant, created_at=NOON, submitted_at=NOON,
    )  # fmt: skip
    return Award.objects.create(
        application=application, edition=edition, organisation=place, scheme=edition.scheme, level="district",
        tier=tier, number=f"{edition.scheme}-{tier}-{place.pk}", code=f"{Award.objects.count():016d}",
        winner=place.name, year=edition.year, awarded_on=on, **terms,
    )  # fmt: skip


def said(edition, row):
    """The marks of an application with the clause each rests on."""
    return [(mark.clause.id, mark.text.zh) for mark in marks_of(edition, [row]).get(row.pk, ())]


def test_hz_13_the_winner_is_recommended_first_for_the_citys_award(regulations):
    before, cast = edition_of("haizhou", 2024)
    city = another("lianyungang", 2026, cast)
    row, other = applicant(city, cast, 1), applicant(city, cast, 2)
    award = won(before, cast, row.organisation, "quality")
    assert said(city, row) == [("HZ-13", "海州质量奖获奖组织，优先推荐")]
    assert said(city, other) == []
    (mark,) = marks_of(city, [row])[row.pk]
    assert mark.regulation.identity.scheme == "haizhou" and mark.because == award.number
    again = another("haizhou", 2026, cast)
    assert said(again, applicant_for(again, cast, row.organisation)) == [], "in its own award a winner has no priority"


def applicant_for(edition, cast, place):
    return Application.objects.create(
        edition=edition, organisation=place, number=f"N-{place.pk}", standing="in_review", created_by=cast.applicant,
        created_at=NOON, submitted_at=NOON,
    )  # fmt: skip


def test_hz_13_an_excellence_holder_is_recommended_first_at_home_from_its_award_on(regulations):
    before, cast = edition_of("haizhou", 2024)
    now = another("haizhou", 2026, cast)
    row, late, revoked = (applicant(now, cast, number) for number in (1, 2, 3))
    award = won(before, cast, row.organisation, "excellence")
    won(before, cast, late.organisation, "excellence", on=date(2026, 6, 2))
    won(before, cast, revoked.organisation, "excellence", revoked_at=NOON)
    assert [clause for clause, _text in said(now, row)] == ["HZ-13"]
    assert said(now, late) == [], "an award of the day after the application"
    assert said(now, revoked) == [] and said(before, award.application) == []


@pytest.mark.parametrize(
    ("scheme", "tier", "clause"), [("tongzhou", "district_head", "TZ-4"), ("ganzhou", "director", "GZ-21")]
)
def test_tz_4_gz_21_a_winner_may_be_recommended_upward(regulations, scheme, tier, clause):
    edition, cast = edition_of(scheme, 2026)
    award = won(edition, cast, organisation("获奖组织", 77), tier)
    assert [where for where, _text in said(edition, award.application)] == [clause]


@pytest.mark.parametrize(("scheme", "clause"), [("ouhai", "OH-5"), ("ganzhou", "GZ-12")])
def test_oh_5_gz_12_an_officer_marks_what_is_encouraged(regulations, scheme, clause):
    edition, cast = edition_of(scheme, 2026)
    row = applicant(edition, cast, 1)
    for _twice in range(2):
        mark_emphasis(application=row, chosen=[(clause, 0), (clause, 2)], actor=cast.officer)
    assert [where for where, _text in said(edition, row)] == [clause, clause]
    assert Entry.objects.filter(act="mark_emphasis").count() == 1, "what stands already is no second act"
    mark_emphasis(application=row, chosen=[(clause, 2)], actor=cast.second_officer)
    assert len(said(edition, row)) == 1
    assert EmphasisMark.objects.get(number=0).taken_by == cast.second_officer
    for wrong in ((clause, 99), (clause, -1), ("HZ-1", 0)):
        with pytest.raises(Refused):
            mark_emphasis(application=row, chosen=[wrong], actor=cast.officer)
    type(edition).objects.filter(pk=edition.pk).update(concluded_at=NOON)
    with pytest.raises(Refused):
        mark_emphasis(application=row, chosen=[], actor=cast.officer)
    assert len(said(edition, row)) == 1


def test_a_mark_stands_once_and_keeps_who_put_it(regulations):
    edition, cast = edition_of("ouhai", 2026)
    row = applicant(edition, cast, 1)
    (mark,) = mark_emphasis(application=row, chosen=[("OH-5", 1)], actor=cast.officer)
    terms = {"application": row, "clause": "OH-5", "number": 1, "put_by": cast.officer, "put_at": NOON}
    with pytest.raises(IntegrityError), transaction.atomic():
        EmphasisMark.objects.create(**terms)
    with pytest.raises(DatabaseError), transaction.atomic():
        EmphasisMark.objects.filter(pk=mark.pk).update(put_by=cast.second_officer)


def test_hz_13_marks_change_no_score_and_no_place(edition, cast):
    rows = reviewed(edition, cast, ("800", "800"), ("700", "700"), ("700", "700"), ("600", "600"))

    def seen():
        lines = [(line.ranked, line.scores, line.application.total_score) for line in ranking(fresh(edition))]
        return lines, selection_of(fresh(edition))

    plain = seen()
    before = another("haizhou", 2024, cast)
    for row in rows[2:]:
        won(before, cast, row.organisation, "excellence")
    assert said(edition, rows[3]), "it is marked"
    assert seen() == plain


@pytest.mark.parametrize(("scheme", "clause"), [("ouhai", "OH-5"), ("ganzhou", "GZ-12")])
def test_oh_5_gz_12_marks_change_no_score_and_no_place(regulations, scheme, clause):
    edition, cast = edition_of(scheme, 2026)
    rows = [
        applicant(edition, cast, number, total_score=Decimal(score)) for number, score in enumerate((700, 700, 650), 1)
    ]

    def seen():
        return [(line.ranked, line.application.total_score) for line in ranking(fresh(edition))]

    plain = seen()
    for row in rows[1:]:
        mark_emphasis(application=row, chosen=[(clause, 0), (clause, 1)], actor=cast.officer)
    assert seen() == plain


@pytest.mark.parametrize("number", [1, 30])
def test_marks_of_a_list_take_two_statements(regulations, number, django_assert_num_queries):
    edition, cast = edition_of("ganzhou", 2026)
    before = another("ganzhou", 2024, cast)
    rows = [applicant(edition, cast, each) for each in range(1, number + 1)]
    for row in rows:
        won(before, cast, row.organisation, "director")
        mark_emphasis(application=row, chosen=[("GZ-12", 0)], actor=cast.officer)
    put_marks(edition, rows)  # the regulation is read once per process
    with django_assert_num_queries(2):
        put_marks(edition, rows)
    assert [mark.clause.id for mark in rows[-1]._marks] == ["GZ-12", "GZ-21"]


def signed_in(client, user):
    user.__dict__.pop("_seats", None)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_hz_13_the_pages_of_those_who_decide_show_the_mark(client, edition, cast):
    rows = reviewed(edition, cast, ("800", "800"), ("700", "700"))
    before = another("haizhou", 2024, cast)
    won(before, cast, rows[0].organisation, "excellence")
    Application.objects.filter(pk=rows[0].pk).update(recommender=cast.recommending[0])
    from awards.services.evaluation import propose_winners

    pages = {
        cast.officer: [
            ("office_applications", edition.pk),
            ("office_application", rows[0].pk),
            ("evaluation", edition.pk),
        ],
        cast.recommender: [("recommendations", None)],
    }
    for user, several in pages.items():
        for name, pk in several:
            page = signed_in(client, user).get(reverse(name, args=[pk] if pk else []))
            assert "优先推荐" in page.content.decode(), name
    propose_winners(edition=fresh(edition), chosen={"quality": [rows[0].pk]}, reason="x", actor=cast.officer)
    for user, name in (
        (cast.committee, "committee_edition"),
        (cast.officer, "decisions"),
        (cast.approver, "approval_edition"),
    ):
        page = signed_in(client, user).get(reverse(name, args=[edition.pk])).content.decode()
        assert "优先推荐" in page and "第十三条" in page, name


def test_oh_5_the_office_ticks_marks_in_the_cockpit(client, regulations):
    edition, cast = edition_of("ouhai", 2026)
    row = applicant(edition, cast, 1)
    cockpit = reverse("office_application", args=[row.pk])
    assert "先进制造业" in signed_in(client, cast.officer).get(cockpit).content.decode()
    client.post(reverse("mark_emphasis", args=[row.pk]), {"mark": ["OH-5:0", "OH-5:3"]})
    assert set(row.emphasis.values_list("number", flat=True)) == {0, 3}
    for hostile in ("OH-5", "OH-5:²", "x:9999999", ""):
        assert client.post(reverse("mark_emphasis", args=[row.pk]), {"mark": [hostile]}).status_code == 302
    assert row.emphasis.filter(taken_at=None).count() == 2, "a refusal changes nothing"
    assert signed_in(client, cast.observer).post(reverse("mark_emphasis", args=[row.pk])).status_code == 403
