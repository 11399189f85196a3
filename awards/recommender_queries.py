"""Reading for recommending units: what waits for their opinion, what they signed."""

from typing import Any

from accounts.models import User
from journal import clock

from .applicant_queries import NAMES, days_left, deadline_of, is_soon
from .marks import put_marks
from .material import latest_submission
from .models import Application
from .policies import applications_to_recommend, may_recommend
from .queries import regulation_of
from .release import told_standing


def inbox_of(user: User) -> dict[str, Any]:
    """``waiting`` (nearest deadline first) and ``settled`` applications of the person's units."""
    rows = list(
        applications_to_recommend(user)
        .select_related("edition__regulation_version", "organisation", "recommender")
        .prefetch_related("edition__stages", "edition__parameters", "submissions", "recommendations")
    )
    _read_marks(rows)
    waiting = [row for row in rows if may_recommend(user, row)]
    waiting.sort(key=lambda row: (deadline_of(row.edition) or clock.now(), row.submitted_at))
    settled = [_settled(row) for row in rows if row not in waiting]
    return {"waiting": [_waiting(row) for row in waiting], "settled": settled}


def _read_marks(rows: list[Application]) -> None:
    for edition in {row.edition_id: row.edition for row in rows}.values():
        put_marks(edition, [row for row in rows if row.edition_id == edition.pk])


def _waiting(row: Application) -> dict[str, Any]:
    due = deadline_of(row.edition)
    return {
        "application": row, "regulation": regulation_of(row.edition), "due": due, "left": days_left(due),
        "soon": is_soon(due),
    }  # fmt: skip


def _settled(row: Application) -> dict[str, Any]:
    latest = latest_submission(row)
    signed = [one for one in row.recommendations.all() if latest and one.submission_id == latest.pk]
    if not signed and row.recommended_at is not None:  # corrected since: the opinion on the version before stands
        signed = list(row.recommendations.all())[-1:]
    opinion = next(iter(signed), None)
    return {"application": row, "opinion": opinion, "standing": NAMES[told_standing(row)]}
