"""A refusal that a person can read: what, by which article, and what to do."""

from collections.abc import Sequence

from schemes.regulation import Clause, Text

from ..stages.base import Blocker


class Refused(Exception):
    """Raised by services; views show it beside its cause, never as an error page."""

    def __init__(self, text: Text, clause: Clause | None = None, blockers: Sequence[Blocker] = ()) -> None:
        """``blockers`` lists each thing still missing."""
        super().__init__(text.zh)
        self.text, self.clause, self.blockers = text, clause, tuple(blockers)
