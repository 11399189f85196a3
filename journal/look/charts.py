"""Where the lines of the small charts go: pure geometry, strings for SVG attributes."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin


@dataclass(frozen=True, kw_only=True)
class Axis:
    """One axis of a radar: its label, where it ends and where the label stands."""

    label: str
    share: float
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    point_x: float
    point_y: float


CENTRE, REACH = 200.0, 130.0


def radar_axes(labels: Sequence[str], shares: Sequence[float]) -> list[Axis]:
    """The axes clockwise from the top; shares in percent of the best, cut to 0–100."""
    return [_axis(i, len(labels), label, share) for i, (label, share) in enumerate(zip(labels, shares, strict=True))]


def polygon(shares: Sequence[float]) -> str:
    """The ``points`` of the area that the shares span."""
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in (_at(i, len(shares), s) for i, s in enumerate(shares)))


def ring_dash(done: int, total: int, radius: float = 22) -> str:
    """The ``stroke-dasharray`` of a ring that is done/total full."""
    length = 2 * pi * radius
    full = length * min(max(done / total, 0), 1) if total else 0
    return f"{full:.2f} {length:.2f}"


def _axis(index: int, count: int, label: str, share: float) -> Axis:
    x, y = _at(index, count, 100)
    label_x, label_y = _at(index, count, 114)
    point_x, point_y = _at(index, count, share)
    anchor = "middle" if abs(label_x - CENTRE) < 12 else ("start" if label_x > CENTRE else "end")
    return Axis(
        label=label,
        share=share,
        x=x,
        y=y,
        label_x=label_x,
        label_y=label_y + 4,
        anchor=anchor,
        point_x=point_x,
        point_y=point_y,
    )


def _at(index: int, count: int, share: float) -> tuple[float, float]:
    angle = 2 * pi * index / count - pi / 2
    length = REACH * max(share, 0) / 100
    return round(CENTRE + length * cos(angle), 1), round(CENTRE + length * sin(angle), 1)
