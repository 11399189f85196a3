"""Interests that the portal itself can see: a seat in the applicant, or the applicant as employer (G-7)."""

from accounts.models import Appointment
from journal import clock
from journal.services import record
from schemes.regulation import Clause

from ..models import Expert, Panel, PanelAssignment, PanelMember, Recusal
from ..requirements import undertaking


def recuse_detected(panel: Panel) -> list[Recusal]:
    """Close every application of a panel to members tied to its applicant; safe to repeat."""
    clause, _ = undertaking(panel.edition)
    there = set(Recusal.objects.filter(application__reviews__panel=panel).values_list("person", "application"))
    found = [row for row in _ties(panel, clause) if (row.person_id, row.application_id) not in there]
    for recusal in found:
        recusal.save(force_insert=True)
        record(
            "recuse", actor=None, about=recusal.application, person=recusal.person_id, reason=recusal.reason,
            found_by="detected", clause=clause.id,
        )  # fmt: skip
    return found


def _ties(panel: Panel, clause: Clause) -> list[Recusal]:
    members = list(panel.members.filter(released_at=None))
    people = [member.person_id for member in members]
    held = set(
        Appointment.objects.filter(person__in=people, organisation__isnull=False).values_list("person", "organisation")
    )
    employers = _employers(members)
    rows = []
    for assignment in panel.assignments.select_related("application__organisation"):
        for member in members:
            if reason := _reason(member, assignment, held, employers):
                rows.append(_recusal(member, assignment, reason, clause))
    return rows


def _reason(
    member: PanelMember, assignment: PanelAssignment, held: set[tuple[int, int]], employers: dict[int, set[str]]
) -> str:
    organisation = assignment.application.organisation
    tied = (member.person_id, organisation.pk) in held or organisation.name in employers.get(member.person_id, ())
    return organisation.name if tied else ""


def _employers(members: list[PanelMember]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    rows = Expert.objects.filter(user__in=[member.person_id for member in members]).exclude(employer="")
    for user, employer in rows.values_list("user", "employer"):
        found.setdefault(user, set()).add(employer.strip())
    return found


def _recusal(member: PanelMember, assignment: PanelAssignment, reason: str, clause: Clause) -> Recusal:
    return Recusal(
        person_id=member.person_id, application=assignment.application, reason=reason[:300], found_by="detected",
        clause=clause.id, article=clause.article, recorded_at=clock.now(),
    )  # fmt: skip
