"""Wording that a Chinese reader would not see in Chinese is found, in code and in templates."""

import gettext
import importlib.util
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("translations", ROOT / "bin/translations.py")
assert _spec is not None and _spec.loader is not None
translations = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(translations)

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=1; plural=0;\\n"\n\n'
TEMPLATE = """{% load i18n %}
<h1>{% translate "Notice" %}</h1>
    {% blocktranslate count n=days %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}
{% translate "May" context "month" %}
"""
CODE = "from django.utils.translation import gettext_lazy as _\nname = _('Award of {year}')\n"
COMPLETE = """msgid "Notice"
msgstr "公示"

msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] "%(n)s 天"

msgctxt "month"
msgid "May"
msgstr "五月"

msgid "Award of {year}"
msgstr "{year} 年奖项"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tiny project whose wording is all translated."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text(TEMPLATE)
    (tmp_path / "awards").mkdir()
    (tmp_path / "awards/models.py").write_text(CODE)
    write(tmp_path, COMPLETE)
    return tmp_path


def write(project: Path, entries: str) -> Path:
    path: Path = translations.catalogue_path(project)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + entries)
    return path


def found(project: Path) -> list[tuple[str, str]]:
    return [(translations.as_tuple(message.id)[0], reason) for message, reason in translations.faults(project)]


def test_a_complete_catalogue_has_no_faults(project: Path) -> None:
    assert found(project) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgstr "公示"', 'msgstr ""', ("Notice", "not translated")),
        ('msgctxt "month"\n', "", ("May", "not translated")),
        ('msgstr[0] "%(n)s 天"', 'msgstr[0] ""', ("%(n)s day", "not translated")),
        ('msgstr "{year} 年奖项"', 'msgstr "年奖项"', ("Award of {year}", "placeholders differ")),
        ('msgstr[0] "%(n)s 天"', 'msgstr[0] "%(d)s 天"', ("%(n)s day", "placeholders differ")),
        ('msgid "Notice"', '#, fuzzy\nmsgid "Notice"', ("Notice", "marked fuzzy")),
    ],
)
def test_each_fault_is_named(project: Path, old: str, new: str, fault: tuple[str, str]) -> None:
    write(project, COMPLETE.replace(old, new))
    assert found(project) == [fault]


def test_a_project_without_catalogue_lacks_everything(project: Path) -> None:
    translations.catalogue_path(project).unlink()
    assert len(found(project)) == 4


def test_compiling_gives_what_gettext_reads_and_follows_changes(project: Path) -> None:
    path = translations.catalogue_path(project)
    translations.compile_catalogue(path)
    with path.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Notice") == "公示"
    write(project, COMPLETE.replace("公示", "公告"))
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime + 10))
    translations.compile_catalogue(path)
    with path.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Notice") == "公告"
