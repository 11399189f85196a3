"""Five editions of five schemes, each at another stage, with everybody who might knock at a door of theirs.

Made by the walk, so through the services. Every secret carries a token of its own (``Place.secrets``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from django.urls import reverse

from accounts.models import Seat, Unit, UnitKind, User
from accounts.services import Rights, appoint
from awards.material import layout_of
from awards.models import (
    Application,
    Award,
    CorrectionRequest,
    Document,
    Edition,
    EditionStage,
    EvidenceFile,
    InquiryLine,
    Submission,
)
from awards.queries import stage_of
from awards.services.applications import choose_recommender, save_section, start_application
from awards.services.colleagues import invite_colleague
from awards.services.evidence import begin_upload, receive_file
from awards.services.submission import submit_application
from config.demonstration.walk import PAGE, Walk
from journal import clock
from journal.models import Notification
from journal.services import notify
from publicity.models import Notice
from publicity.services.drafts import draft_notice
from publicity.services.examination import admit_objection
from publicity.services.objections import Attachment, By, register_objection
from reviews.models import Panel, PanelAssignment, PanelMember, ScoreSheet
from reviews.requirements import items_of
from reviews.services.conflicts import declare_conflict
from reviews.services.locking import lock_sheet
from reviews.services.members import add_member
from reviews.services.scoring import Scored, score_item, score_sheet
from reviews.services.undertakings import Interest, sign_and_declare, sign_undertaking
from reviews.services.unsealing import ask_to_unlock
from schemes.models import RegulationVersion
from schemes.regulation import Text
from schemes.regulation.stages import StageKind

ROLES = (
    "public", "outsider", "owner", "editor", "viewer", "rival", "recommender", "other_recommender", "officer",
    "second", "other_officer", "leader", "expert", "pool", "recused", "unsigned", "committee", "member_unit",
    "approver", "observer", "admin", "department", "other_department",
)  # fmt: skip


@dataclass(kw_only=True)
class Place:
    """One edition as it stands: its clock, who is who there, what can be addressed, and what must not get out."""

    walk: Walk
    people: dict[str, User | None] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def at_its_hour(self) -> Iterator[None]:
        """The clock stands where this edition's story stands."""
        with clock.at(self.walk.moment):
            yield

    def secret(self, name: str) -> str:
        """A token that occurs nowhere else."""
        self.secrets[name] = f"KANARI{name.upper().replace('_', '')}{self.walk.edition.pk}"
        return self.secrets[name]


def build() -> dict[str, Place]:
    """The five places, by the stage they stand in."""
    started = {  # where they stand: within a few days, so that none falls due while another is being made
        "announced": _walk("lianyungang", date(2024, 3, 4), StageKind.ANNOUNCEMENT),
        "applying": _walk("ouhai", date(2026, 4, 27), StageKind.APPLICATION),
        "reviewing": _walk("haizhou", date(2026, 3, 4), StageKind.ACCEPTANCE_NOTICE),
        "presenting": _walk("tongzhou", date(2026, 3, 4), StageKind.PRESENTATION),
        "noticed": _walk("ganzhou", date(2026, 3, 4), StageKind.RESULT_NOTICE),
    }
    places = {name: Place(walk=walk) for name, walk in started.items()}
    for name, place in places.items():
        _people(place, next(other for other in places.values() if other is not place))
        with clock.at(place.walk.moment):
            globals()[f"_{name}"](place)
        _common(place)
    return places


def _walk(scheme: str, starts_on: date, last: StageKind) -> Walk:
    version = RegulationVersion.objects.get(scheme=scheme, status="in_force")
    walk = Walk(version=version, year=starts_on.year, starts_on=starts_on, applications=6, seed=3, experts=8)
    walk.reach(last)
    return walk


def _people(place: Place, elsewhere: Place) -> None:
    """Seats around the place's first application that went furthest; experts are filled in by the stage."""
    walk, office = place.walk, place.walk.office
    rows = Application.objects.filter(edition=walk.edition).exclude(submitted_at=None).order_by("id")
    order = ("awarded", "proposed", "in_review", "submitted")
    application = min(rows, key=lambda row: (order.index(row.standing) if row.standing in order else 9, row.pk))
    rival = next(row for row in rows.exclude(organisation=application.organisation))
    with clock.at(walk.moment):
        editor, viewer = walk.inventor.person("editor"), walk.inventor.person("viewer")
        appoint(person=editor, seat=Seat.APPLICANT_EDITOR, place=application.organisation, actor=None)
        appoint(person=viewer, seat=Seat.APPLICANT_VIEWER, place=application.organisation, actor=None)
        admin, stranger = walk.inventor.person("admin"), walk.inventor.person("officer")
        appoint(person=stranger, seat=Seat.OFFICER, place=_office(elsewhere), actor=None)
        for seat in (Seat.SYSTEM_ADMIN, Seat.SECURITY_ADMIN, Seat.AUDIT_ADMIN):
            appoint(person=admin, seat=seat, place=None, actor=None)
    asked = office.recommenders.get(application.recommender_id)
    others = [person for unit, person in office.recommenders.items() if unit != application.recommender_id]
    far = list(elsewhere.walk.office.recommenders.values())
    departments = [person for person in office.answering.values() if person not in office.scorers]
    place.people = {
        "public": None, "outsider": walk.inventor.person("outsider"), "owner": application.created_by,
        "editor": editor, "viewer": viewer, "rival": rival.created_by, "recommender": asked or far[0],
        "other_recommender": (others or far)[-1], "officer": office.officers[0], "second": office.officers[1],
        "other_officer": stranger, "leader": office.experts[-1], "expert": office.experts[-2],
        "pool": office.experts[-3], "recused": office.experts[-4], "unsigned": office.experts[-5],
        "committee": office.committee, "member_unit": office.scorers[0], "approver": office.approver,
        "observer": office.observer, "admin": admin, "department": departments[0], "other_department": departments[-1],
    }  # fmt: skip
    place.things |= {
        "demonstration_person": application.created_by_id,
        "edition": walk.edition.pk, "application": application.pk, "organisation": application.organisation_id,
        "colleague": editor.pk, **_invited(application), "scheme": walk.edition.scheme,
        "unopened": _unopened(walk.edition),
        "open": _open(walk.edition),
        "rival_application": rival.pk,
        **_asked(walk.edition, departments[0]),
        "evidence": EvidenceFile.objects.filter(application=application).values_list("pk", flat=True).first(),
    }  # fmt: skip


def _invited(application: Application) -> dict[str, Any]:
    """An open invitation into the applicant's organisation."""
    found = invite_colleague(
        organisation=application.organisation, rights=Rights(edit=True), actor=application.created_by
    )
    return {"invitation": found.pk, "mark": found.mark}


def _asked(edition: Edition, person: User) -> dict[str, int]:
    """What the person's department was asked, where it was."""
    line = InquiryLine.objects.filter(inquiry__edition=edition, unit__appointments__person=person).first()
    return {"inquiry": line.inquiry_id, "asked_unit": line.unit_id, "asked_line": line.pk} if line else {}


def _office(place: Place) -> Unit:
    return Unit.objects.get(scheme=place.walk.edition.scheme, kind=UnitKind.OFFICE)


def _open(edition: Edition) -> int:
    return EditionStage.objects.get(edition=edition, opened_at__isnull=False, closed_at=None).pk


def _unopened(edition: Edition) -> int | None:
    return EditionStage.objects.filter(edition=edition, opened_at=None).values_list("pk", flat=True).first()


def _common(place: Place) -> None:
    """A message to the owner, and things every place may have."""
    with clock.at(place.walk.moment):
        text = Text(zh=place.secret("message"), en="x")
        notify([place.people["owner"]], title=text, body=text, url=reverse("my_applications"))
    place.things["message"] = Notification.objects.filter(person=place.people["owner"]).order_by("-pk").first().pk
    place.things["version"] = place.walk.version.version
    place.things["clause"] = place.walk.version.regulation.all_clauses[0].id


# --- applications are open: a draft with a secret in it, one handed in ------------------------


def _applying(place: Place) -> None:
    walk, people = place.walk, place.people
    company = walk.inventor.company(area="")
    for name, seat in (("editor", Seat.APPLICANT_EDITOR), ("viewer", Seat.APPLICANT_VIEWER)):
        appoint(person=people[name], seat=seat, place=company.organisation, actor=None)
    handed_in = Application.objects.get(pk=place.things["application"])
    draft = start_application(
        edition=walk.edition, organisation=company.organisation, actor=company.person, tier=handed_in.tier
    )
    appoint(person=people["owner"], seat=Seat.APPLICANT_ADMIN, place=company.organisation, actor=None)
    people["owner"].__dict__.pop("_seats", None)
    layout = layout_of(walk.edition, draft.applicant_kind)
    section = layout.form.sections[0]
    asked = next(q for s in layout.form.sections for q in s.questions if q.type == "evidence")
    line = next(q.key for q in section.questions if q.type == "line")
    save_section(
        application=draft, section=section.key, fields={line: place.secret("draft")}, actor=people["owner"],
        revision=draft.sections.get(section=section.key).revision,
    )  # fmt: skip
    unit = handed_in.recommender
    choose_recommender(application=draft, unit=unit, actor=people["owner"])
    kept = receive_file(
        application=draft, question=asked.key, name=f"{place.secret('draft_file')}.pdf", content=BytesIO(PAGE),
        actor=people["owner"],
    )  # fmt: skip
    upload = begin_upload(application=draft, question=asked.key, name="x.pdf", size=99, actor=people["owner"])
    place.things |= {
        "handed_in": handed_in.pk, "draft": draft.pk, "section": section.key, "question": asked.key,
        "draft_evidence": kept.pk, "upload": upload.key,
    }  # fmt: skip
    _answer_secret(place, handed_in, resubmit=True)


def _answer_secret(place: Place, application: Application, *, resubmit: bool) -> None:
    """A token among the answers of what was handed in."""
    layout = layout_of(place.walk.edition, application.applicant_kind)
    section = next(s for s in layout.form.sections if any(q.type == "text" for q in s.questions))
    asked = next(q for q in section.questions if q.type == "text")
    row = application.sections.get(section=section.key)
    fields = {**row.answers, asked.key: place.secret("answer")}
    actor = application.created_by
    save_section(application=application, section=section.key, fields=fields, actor=actor, revision=row.revision)
    if resubmit:
        submit_application(
            application=Application.objects.get(pk=application.pk), signed_name=actor.full_name, actor=actor
        )


# --- under review: a panel with sealed sheets, one recused, one who has not signed ------------


def _reviewing(place: Place) -> None:
    walk, people = place.walk, place.people
    walk._acceptance()
    walk._end(StageKind.ACCEPTANCE_NOTICE)
    edition = Edition.objects.get(pk=walk.edition.pk)
    stage = stage_of(edition, StageKind.DOCUMENT_REVIEW)
    walk.edition = edition
    walk._prepare(StageKind.DOCUMENT_REVIEW)
    walk._begin(StageKind.DOCUMENT_REVIEW, stage)
    panel = Panel.objects.get(stage=stage)
    sitting = [member.person for member in panel.members.select_related("person").order_by("-leads", "id")]
    for newcomer in [person for person in walk.office.experts if person not in sitting][: max(0, 4 - len(sitting))]:
        walk.act(add_member, panel=panel, person=newcomer, actor=walk.officer)
        sitting.append(newcomer)
    people |= dict(zip(("leader", "expert", "recused", "unsigned"), sitting, strict=False))
    people["pool"] = next(person for person in walk.office.experts if person not in sitting)
    for name in ("leader", "expert", "recused", "unsigned"):
        User.objects.filter(pk=people[name].pk).update(full_name=place.secret(f"name_{name}"))
        people[name].refresh_from_db()
    rows = list(PanelAssignment.objects.filter(panel=panel).order_by("id"))
    first = next(row for row in rows if row.application_id == place.things["application"])
    for name in ("leader", "expert"):
        _sign(walk, panel, people[name], rows)
    _sign(walk, panel, people["recused"], rows, conflict=first, reason=place.secret("interest"))
    sheet = _sheet(first, people["leader"])
    everything = {
        item: Scored(percent=55, strengths=place.secret("strength"), opportunities=place.secret("opportunity"))
        for item in items_of(stage)
    }
    walk.act(score_sheet, sheet=sheet, scores=everything, actor=people["leader"])
    walk.act(lock_sheet, sheet=sheet_now(sheet), actor=people["leader"])
    own = _sheet(first, people["expert"])
    item = next(iter(items_of(stage)))
    walk.act(
        score_item, sheet=own, item=item, percent=45, strengths=place.secret("half_strength"), opportunities="x",
        revision=own.scores.get(item=item).revision, actor=people["expert"],
    )  # fmt: skip
    place.things |= {
        "stage": stage.pk, "panel": panel.pk, "assignment": first.pk, "locked_sheet": sheet.pk, "sheet": own.pk,
        "item": item, "member": PanelMember.objects.get(panel=panel, person=people["expert"]).pk,
        "open": _open(edition), "unopened": _unopened(edition),
        "unsealing": walk.act(ask_to_unlock, sheet=sheet_now(sheet), reason="x", actor=people["second"]).pk,
    }  # fmt: skip
    _corrected(place, people["second"])


def sheet_now(sheet: ScoreSheet) -> ScoreSheet:
    """A sheet as it stands in the database."""
    return ScoreSheet.objects.get(pk=sheet.pk)


def _corrected(place: Place, officer: User) -> None:
    """A correction that ran out in the qualification before: to be read, not to be answered any more."""
    submission = Submission.objects.get(application=place.things["application"])
    section = layout_of(place.walk.edition, submission.application.applicant_kind).form.sections[0]
    asked = CorrectionRequest.objects.create(
        application=submission.application, submission=submission, questions=[section.questions[0].key],
        reason="x", until=submission.submitted_at.date(), closes_at=submission.submitted_at, asked_by=officer,
        asked_at=submission.submitted_at, closed_at=submission.submitted_at,
    )  # fmt: skip
    place.things |= {"correction": asked.pk, "corrected_section": section.key}


def _sign(walk: Walk, panel: Panel, person: User, rows: list, conflict: Any = None, reason: str = "") -> None:
    free = {row.pk: Interest(conflict=False) for row in rows if row != conflict}
    if conflict is None:
        walk.act(sign_and_declare, panel=panel, signed_name=str(person), interests=free, actor=person)
        return
    walk.act(sign_undertaking, panel=panel, signed_name=str(person), actor=person)
    walk.act(declare_conflict, assignment=conflict, conflict=True, reason=reason, actor=person)


def _sheet(row: PanelAssignment, person: User) -> ScoreSheet:
    return ScoreSheet.objects.get(assignment=row, member__person=person)


# --- presentations: scored by member units ----------------------------------------------------


def _presenting(place: Place) -> None:
    walk, people = place.walk, place.people
    panel = Panel.objects.filter(stage__edition=walk.edition, stage__kind=StageKind.PRESENTATION).first()
    rows = list(PanelAssignment.objects.filter(panel=panel).order_by("id"))
    _sign(walk, panel, people["member_unit"], rows)
    first = next(row for row in rows if row.application_id == place.things["application"])
    draft = walk.act(draft_notice, edition=walk.edition, kind="result", actor=people["officer"])
    secret = {"zh": f"草稿 {place.secret('draft_notice')}", "en": place.secrets["draft_notice"]}
    Notice.objects.filter(pk=draft.pk).update(body=secret)
    place.things["draft_notice"] = draft.pk
    place.things |= {"panel": panel.pk, "assignment": first.pk, "sheet": _sheet(first, people["member_unit"]).pk}


# --- the list of proposed winners is on notice, objections came in ----------------------------


def _noticed(place: Place) -> None:
    walk, people = place.walk, place.people
    notice = Notice.objects.get(edition=walk.edition, kind="result")
    by = By(kind="person", name=place.secret("objector"), contact=place.secret("contact"))
    waiting = walk.act(
        register_objection, notice=notice, application=place.things["application"], token="first" * 4, by=by,
        text=f"公示名单中的该单位去年曾发生质量投诉 {place.secret('facts')}",
        attachment=Attachment(name="来信.pdf", content=PAGE),
    )  # fmt: skip
    admitted = walk.act(
        register_objection, notice=notice, application=place.things["application"], token="second" * 4, by=by,
        text="公示名单中的该单位去年曾受处罚，请核实。",
    )  # fmt: skip
    walk.act(admit_objection, objection=admitted, actor=people["officer"], examiner=people["second"])
    with clock.at(walk.moment):
        call = Notice.objects.get(edition=walk.edition, kind="call")
    place.things |= {
        "notice": notice.pk, "number": notice.number, "objection": waiting.pk, "admitted": admitted.pk,
        "call": call.pk, "assignment": _any_assignment(walk), "panel": _any_panel(walk),
    }  # fmt: skip


def _any_assignment(walk: Walk) -> int:
    return PanelAssignment.objects.filter(stage__edition=walk.edition).latest("pk").pk


def _any_panel(walk: Walk) -> int:
    return Panel.objects.filter(stage__edition=walk.edition).latest("pk").pk


# --- awards conferred and announced -----------------------------------------------------------


def _announced(place: Place) -> None:
    walk = place.walk
    award = Award.objects.get(application=place.things["application"])
    place.things |= {
        "award": award.pk, "award_number": award.number, "award_code": award.code,
        "letter": Document.objects.filter(edition=walk.edition, kind="written_result").first().pk,
        "paper": Document.objects.filter(edition=walk.edition).exclude(kind="written_result").first().pk,
    }  # fmt: skip


__all__ = ["ROLES", "Place", "build"]
