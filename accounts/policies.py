"""What a policy answers: yes, or no with the reason a person can read."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Answer:
    """True-like when allowed; otherwise ``because`` says why not."""

    allowed: bool
    because: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Answer(True)


def no(because: str | Promise = "") -> Answer:
    """A refusal with its reason."""
    return Answer(False, because or _("Your seat does not allow this."))
