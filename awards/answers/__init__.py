"""How a form's answers lie in named fields, and what stands in them."""

from .layout import Layout, Slot, slots
from .reading import Table, applies, value
from .typed import NO, YES, parse
from .writing import flat

__all__ = ["NO", "YES", "Layout", "Slot", "Table", "applies", "flat", "parse", "slots", "value"]
