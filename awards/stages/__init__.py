"""What a stage is; each kind of stage is one class in one file of the app it belongs to."""

from .base import Act, Blocker, Link, Stage
from .registry import behaviour, register

__all__ = ["Act", "Blocker", "Link", "Stage", "behaviour", "register"]
