"""What no template or style may contain: inline code, foreign addresses, names of things that do not exist."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from journal.look.icons import STROKES

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
WEB = [path for path in TEMPLATES if "documents" not in path.parts]
STATIC = sorted(path for kind in ("css", "js") for path in (ROOT / "static" / kind).glob("*"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", WEB, ids=name)
def test_no_inline_script_or_style(path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"<[^>]*\sstyle\s*=", source)
    assert not re.search(r"<style\b", source)
    assert not re.search(r"<[a-z][^>]*\son[a-z]+\s*=", source)
    for script in re.findall(r"<script\b[^>]*>", source):
        assert "src=" in script or "application/json" in script


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_icons_and_static_files_exist(path):
    source = path.read_text(encoding="utf-8")
    assert set(re.findall(r'{% icon "([^"]+)"', source)) <= STROKES.keys()
    for file in re.findall(r"{% (?:static|stylesheet) ['\"]([^'\"]+)", source):
        assert finders.find(file), file


@pytest.mark.parametrize("path", [*WEB, *STATIC], ids=name)
def test_nothing_is_fetched_from_elsewhere(path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href|url\(|import|fetch\()[\s=(\"']*(?:https?:)?//", source)


def test_both_dark_lists_say_the_same():
    source = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
    system, chosen = re.findall(r"color-scheme: dark;(.*?)}", source, flags=re.S)
    assert system.split() == chosen.split()
