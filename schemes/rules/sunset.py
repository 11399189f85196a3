"""Whether an edition may open under a regulation on a day, and when to warn that it soon may not."""

from datetime import date

from schemes.regulation.document import Regulation
from schemes.regulation.open import OpenParameter
from schemes.regulation.organs import InForce
from schemes.regulation.text import Text, text

from .dates import years_before
from .finding import Finding, Outcome
from .wording import en, zh

LABEL = text("办法效力", "The regulation in force")


def may_open(*, regulation: Regulation, on: date) -> Finding:
    """Whether an edition may open on a day: in force, begun, and not past its last day (inclusive).

    Refused where not met; unknown only says that the first day is not stated and is still to be entered (G-10).
    """
    identity = regulation.identity
    if identity.status == "draft":
        return _finding(regulation, Outcome.NOT_MET, text("征求意见稿，尚未施行", "a draft for comment, not in force"))
    if identity.status == "ended":
        return _finding(regulation, Outcome.NOT_MET, text("已废止", "it has ended"))
    begins, ends = identity.in_force_from, identity.in_force_until
    if isinstance(begins, date) and on < begins:
        return _finding(regulation, Outcome.NOT_MET, text(f"自{zh(begins)}起施行", f"in force only from {en(begins)}"))
    if ends is not None and on > ends:
        return _finding(regulation, Outcome.NOT_MET, text(f"有效期至{zh(ends)}", f"in force only until {en(ends)}"))
    if isinstance(begins, OpenParameter):
        return _finding(
            regulation, Outcome.UNKNOWN, text("施行日期未载明，须补充", "its first day is not stated: to be entered")
        )
    return _finding(regulation, Outcome.MET, text(f"{zh(on)}在有效期内", f"in force on {en(on)}"))


def sunset_warning(*, regulation: Regulation, on: date) -> Text | None:
    """A warning from one year before the last day on; None before that and without a last day."""
    ends = regulation.identity.in_force_until
    if ends is None or on < years_before(ends, 1):
        return None
    if on > ends:
        return text(f"已于{zh(ends)}失效", f"it ended on {en(ends)}")
    return text(f"将于{zh(ends)}失效", f"it ends on {en(ends)}")


def _finding(regulation: Regulation, outcome: Outcome, because: Text) -> Finding:
    found = regulation.rule(InForce)
    clause = found[0] if found else regulation.clauses[-1]
    return Finding(clause=clause.id, article=clause.article, label=LABEL, outcome=outcome, because=because)
