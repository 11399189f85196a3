"""GB/T 19580-2012 as data: 23 items, 1000 points, bands without gaps, guidance in both languages (G-3)."""

from pathlib import Path

import pytest

from schemes.catalogue import RegulationError, framework, load_framework

SHIPPED = Path(__file__).parents[2] / "schemes" / "frameworks" / "gbt19580-2012.yaml"
POINTS = {
    "4.1.2": 50, "4.1.3": 30, "4.1.4": 30, "4.2.2": 40, "4.2.3": 50, "4.3.2": 40, "4.3.3": 50, "4.4.2": 60,
    "4.4.3": 15, "4.4.4": 20, "4.4.5": 15, "4.4.6": 10, "4.4.7": 10, "4.5.2": 50, "4.5.3": 50, "4.6.2": 40,
    "4.6.3": 40, "4.7.2": 80, "4.7.3": 80, "4.7.4": 80, "4.7.5": 60, "4.7.6": 50, "4.7.7": 50,
}  # fmt: skip
CATEGORIES = {"4.1": 110, "4.2": 90, "4.3": 90, "4.4": 130, "4.5": 100, "4.6": 80, "4.7": 400}


def test_the_items_and_points_are_the_standards() -> None:
    found = framework("gbt19580-2012")
    assert {item.number: item.points for item in found.items} == POINTS
    assert {category.number: category.points for category in found.categories} == CATEGORIES
    assert len({item.key for item in found.items}) == 23


def test_only_category_seven_holds_results() -> None:
    found = framework("gbt19580-2012")
    assert {item.number[:3] for item in found.items if item.kind == "result"} == {"4.7"}
    assert len([item for item in found.items if item.kind == "result"]) == 6


def test_the_bands_cover_every_step_once() -> None:
    found = framework("gbt19580-2012")
    assert [(band.first, band.last) for band in found.bands] == [
        (0, 5), (10, 25), (30, 45), (50, 65), (70, 85), (90, 100),
    ]  # fmt: skip
    assert found.percentages == tuple(range(0, 101, 5))
    assert found.band(65).first == 50
    with pytest.raises(KeyError):
        found.band(63)


def test_every_band_has_guidance_in_each_view() -> None:
    for band in framework("gbt19580-2012").bands:
        assert list(band.process) == ["approach", "deployment", "learning", "integration"]
        assert list(band.result) == ["levels", "trends", "comparisons", "integration"]
        assert all(text.zh and text.en for text in [*band.process.values(), *band.result.values()])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("        points: 50\n", "        points: 55\n", "category 4.1: points: expected 110, found 115"),
        ("total: 1000", "total: 990", "total: expected 990, found 1000 in the categories"),
        ("last: 25", "last: 20", "bands: expected every percentage from 0 to 100 in steps of 5, once and in order"),
    ],
)
def test_points_that_do_not_sum_are_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    source = SHIPPED.read_text(encoding="utf-8")
    assert old in source
    path = tmp_path / "framework.yaml"
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RegulationError) as refused:
        load_framework(path)
    assert len(refused.value.messages) == 1
    assert refused.value.messages[0].startswith(f"{path}:")
    assert message in refused.value.messages[0]
