"""Which class answers for which kind of stage; filled from each app's ``AppConfig.ready``."""

from schemes.regulation.stages import StageKind

from .base import Stage

_behaviours: dict[str, Stage] = {}


def register(stage: type[Stage]) -> None:
    """Let a class answer for its kind."""
    _behaviours[stage.kind] = stage()


def behaviour(kind: str | StageKind) -> Stage:
    """The one that answers for a kind; KeyError for a kind nobody registered."""
    return _behaviours[kind]
