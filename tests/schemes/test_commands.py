"""The commands about regulations: load again and again, check with the line, compare readably."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from journal import clock
from schemes.models import RegulationVersion
from schemes.services import VersionInUse, store

FOLDER = settings.BASE_DIR / "schemes" / "regulations"


@pytest.mark.django_db
def test_loading_twice_changes_nothing(capsys):
    call_command("load_regulations")
    assert "added" in capsys.readouterr().out
    call_command("load_regulations")
    assert {line.split()[0] for line in capsys.readouterr().out.splitlines()} == {"unchanged"}
    assert RegulationVersion.objects.count() == 6


@pytest.mark.django_db
def test_G_5_a_version_in_use_never_changes(regulations):
    version = RegulationVersion.objects.filter(status="in_force").first()
    RegulationVersion.objects.filter(pk=version.pk).update(used_at=clock.now())
    changed = version.regulation.model_copy(update={"clauses": version.regulation.clauses[:-1]})
    with pytest.raises(VersionInUse, match="G-5"):
        store(changed)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        RegulationVersion.objects.filter(pk=version.pk).update(document="{}")
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        RegulationVersion.objects.filter(pk=version.pk).delete()


def test_LYG_0a_LYG_0b_are_all_that_differs(capsys):
    call_command(
        "compare_regulations",
        str(FOLDER / "lianyungang" / "2021.yaml"),
        str(FOLDER / "lianyungang" / "2024-draft.yaml"),
    )
    shown = capsys.readouterr().out
    assert "LYG-0a" in shown and "LYG-0b" in shown
    assert "上缴税收" in shown and "tax paid" in shown
    assert "食品药品安全委员会" in shown


def test_a_broken_file_is_refused_with_its_line(tmp_path):
    text = (FOLDER / "haizhou" / "2024.yaml").read_text(encoding="utf-8")
    (tmp_path / "broken.yaml").write_text(
        text.replace("at_least: 5, on_upheld", "at_leas: 5, on_upheld"), encoding="utf-8"
    )
    with pytest.raises(
        CommandError, match=r"broken.yaml:\d+: clause HZ-9.2: rule 1 \(notice_period\): at_leas: unknown term"
    ):
        call_command("check_regulation", str(tmp_path / "broken.yaml"))
    with pytest.raises(CommandError, match="No such file"):
        call_command("check_regulation", str(tmp_path / "nowhere.yaml"))
