"""The lock pins every package by version and hash, names no address, and covers what pyproject.toml declares."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)(\[[a-z0-9,-]+\])?==(?P<version>[0-9][0-9a-z.+!]*)", re.MULTILINE)
LINE = re.compile(PIN.pattern + r" \\|    --hash=sha256:[0-9a-f]{64}( \\)?")


def read(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text()


def pins(name: str) -> dict[str, str]:
    return {found["name"]: found["version"] for found in PIN.finditer(read(name))}


def declared() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    develop = project["dependencies"] + project["optional-dependencies"]["develop"]
    return {"runtime": project["dependencies"], "develop": develop}


@pytest.mark.parametrize("name", ["runtime", "develop"])
def test_every_line_is_a_pin_or_a_hash(name: str) -> None:
    for line in read(name).splitlines():
        assert LINE.fullmatch(line), line


@pytest.mark.parametrize("name", ["runtime", "develop"])
def test_every_pin_has_a_hash(name: str) -> None:
    entries = re.split(r"^(?=\S)", read(name), flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins(name))
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", ["runtime", "develop"])
def test_what_is_declared_is_locked(name: str) -> None:
    wanted = {re.split(r"[\[<>=]", item)[0].lower() for item in declared()[name]}
    assert wanted - pins(name).keys() == set()


def test_both_locks_agree() -> None:
    develop = pins("develop")
    assert {name: version for name, version in pins("runtime").items() if develop.get(name) != version} == {}
