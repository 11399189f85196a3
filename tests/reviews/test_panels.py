"""Who can sit in a panel, and what a stage needs before it opens."""

import pytest

from awards.services import Refused, blockers_to_open
from reviews.models import PanelUserPermission, Recusal
from reviews.services import add_member, appoint_panel, assign_applications, choose_leader, enter_expert, release_member
from reviews.trades import trades_of
from schemes.regulation.stages import StageKind
from tests.reviews.conftest import applications, edition_of, eve_of, hand_in, ready

pytestmark = pytest.mark.django_db


def test_a_stage_needs_a_panel_for_every_application(cast, stage, panel, two):
    """HZ-9.3: document review is done by panels."""
    assert not blockers_to_open(stage)
    (extra,) = applications(stage.edition, 1, first=300)
    (blocker,) = blockers_to_open(stage)
    assert "1份申报没有评审组" in blocker.text.zh and blocker.clause
    assign_applications(panel=panel, applications=[extra], actor=cast.officer)
    assert not blockers_to_open(stage)


def test_tz_8_three_or_more_with_a_leader(regulations):
    """TZ-8: two are refused, three are enough; no leader is refused."""
    cast, edition = edition_of("tongzhou")
    stage = eve_of(StageKind.DOCUMENT_REVIEW, edition)
    terms = {"stage": stage, "name": "甲组", "actor": cast.officer}
    with pytest.raises(Refused) as refused:
        appoint_panel(members=cast.experts[:2], leader=cast.leader, **terms)
    assert refused.value.clause.id == "TZ-8" and "至少应为3人" in refused.value.blockers[0].text.zh
    with pytest.raises(Refused):
        appoint_panel(members=cast.experts[:3], leader=None, **terms)
    assert appoint_panel(members=cast.experts[:3], leader=cast.leader, **terms).pk


def test_gz_15_three_to_five(regulations):
    """GZ-15: six are refused when appointing and when adding."""
    from accounts.models import Seat
    from tests.conftest import person, seat

    cast, edition = edition_of("ganzhou")
    sixth = seat(person("sixth", "专家6"), Seat.EXPERT, cast.pool)
    stage = eve_of(StageKind.DOCUMENT_REVIEW, edition)
    terms = {"stage": stage, "leader": cast.leader, "actor": cast.officer}
    with pytest.raises(Refused) as refused:
        appoint_panel(name="甲组", members=[*cast.experts, sixth], **terms)
    assert refused.value.clause.id == "GZ-15" and "至多为5人" in refused.value.blockers[0].text.zh
    panel = appoint_panel(name="甲组", members=cast.experts, **terms)
    with pytest.raises(Refused) as refused:
        add_member(panel=panel, person=sixth, actor=cast.officer)
    assert refused.value.clause.id == "GZ-15"


def test_oh_9_a_member_knows_the_applicants_trade(regulations):
    """OH-9: trade experts are included, marked for the applicant's industry."""
    cast, edition = edition_of("ouhai")
    stage = eve_of(StageKind.DOCUMENT_REVIEW, edition)
    two = applications(edition, 1, trade="C3562") + applications(edition, 1, first=200, trade="E4790")
    terms = {"stage": stage, "members": cast.experts[:3], "leader": cast.leader, "actor": cast.officer}
    with pytest.raises(Refused) as refused:
        appoint_panel(name="甲组", **terms)
    assert refused.value.clause.id == "OH-9" and "行业专家" in refused.value.blockers[0].text.zh
    enter_expert(person=cast.expert, scheme="ouhai", trades=["c35"], actor=cast.officer)
    with pytest.raises(Refused) as refused:
        appoint_panel(name="甲组", applications=two, **terms)
    assert "E4790" in refused.value.blockers[0].text.zh
    panel = appoint_panel(name="甲组", applications=two[:1], **terms)
    with pytest.raises(Refused):
        assign_applications(panel=panel, applications=two[1:], actor=cast.officer)


def test_only_scorers_of_the_scheme_are_appointed(cast, stage):
    """Whoever holds no expert's seat in the scheme is refused."""
    with pytest.raises(Refused, match="不在评审专家库"):
        appoint_panel(stage=stage, name="甲组", members=[cast.outsider], leader=cast.outsider, actor=cast.officer)


def test_an_application_has_one_panel_a_stage(cast, stage, panel, two):
    """A second panel cannot take it."""
    with pytest.raises(Refused, match="已分给评审组"):
        appoint_panel(
            stage=stage,
            name="第二组",
            members=cast.experts[3:],
            leader=cast.experts[3],
            actor=cast.officer,
            applications=two[:1],
        )


def test_g_7_an_interest_that_the_portal_can_see_is_a_recusal(cast, stage, two):
    """G-7: employed by the applicant, or holding a seat in it."""
    from accounts.models import Seat
    from tests.conftest import seat

    enter_expert(person=cast.expert, scheme=cast.scheme, employer=two[0].organisation.name, actor=cast.officer)
    seat(cast.experts[2], Seat.APPLICANT_VIEWER, two[1].organisation)
    appoint_panel(
        stage=stage, name="甲组", members=cast.experts[:3], leader=cast.leader, actor=cast.officer, applications=two
    )
    found = set(Recusal.objects.values_list("person", "application", "found_by"))
    assert found == {(cast.expert.pk, two[0].pk, "detected"), (cast.experts[2].pk, two[1].pk, "detected")}


def test_a_leader_is_replaced_before_leaving(cast, panel):
    """A released member keeps no right on the panel."""
    leader, other = panel.members.get(leads=True), panel.members.filter(leads=False).first()
    with pytest.raises(Refused, match="另选组长"):
        release_member(member=leader, reason="生病", actor=cast.officer)
    choose_leader(panel=panel, member=other, actor=cast.officer)
    leader.refresh_from_db()
    release_member(member=leader, reason="生病", actor=cast.officer)
    assert not PanelUserPermission.objects.filter(user=leader.person, content_object=panel).exists()
    with pytest.raises(Refused, match="已解聘"):
        release_member(member=leader, reason="生病", actor=cast.officer)


def test_members_are_told_what_to_do_first(cast, panel):
    """The message opens the undertaking."""
    message = cast.expert.notifications.get()
    assert message.url.endswith(f"/panels/{panel.pk}/undertaking/")
    assert ready(panel, cast.expert) is None


def test_g_9_the_trade_is_read_from_what_was_handed_in(cast, edition, django_assert_num_queries):
    """G-9: neither a draft changed afterwards nor an older submission counts."""
    unsent, sent, twice = applications(edition, 3, trade="a01")
    hand_in(sent, organisation={"trade_code": " c36 "})
    hand_in(twice, organisation={"trade_code": "C35"})
    hand_in(twice, number=2, organisation={"trade_code": "C37"})
    with django_assert_num_queries(2):
        assert trades_of([unsent.pk, sent.pk, twice.pk, 0]) == {
            unsent.pk: "A01",
            sent.pk: "C36",
            twice.pk: "C37",
            0: "",
        }
    hand_in(sent, number=2, organisation={})
    assert trades_of([sent.pk]) == {sent.pk: ""}
