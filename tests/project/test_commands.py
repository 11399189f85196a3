"""The commands the README promises exist, can be repeated, and refuse plainly."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A checkout that was never set up."""
    for name in ("bin", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("target", ["demo", "test", "lint", "bench", "clean", "lock", "format"])
def test_make_knows_the_target(target: str) -> None:
    assert run("make", "--dry-run", target).returncode == 0


def test_make_alone_lists_every_target() -> None:
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert phony is not None
    listed = re.findall(r"make (\w+)", run("make").stdout)
    assert sorted(listed) == sorted(phony[1].split())


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readmes_name_both_commands(readme: str) -> None:
    blocks = re.findall(r"```sh\n(.+?)\n```", (ROOT / readme).read_text(), re.DOTALL)
    assert blocks == ["make demo", "make test"]


def test_setup_without_python_says_what_to_type(bare: Path) -> None:
    done = run("bin/setup", cwd=bare, PYTHON="no-such-python", NO_APT="1")
    assert done.returncode == 1
    assert "sudo apt-get install -y python3 python3-venv" in done.stderr


def test_setup_without_network_says_so_and_can_be_repeated(bare: Path) -> None:
    for _attempt in range(2):
        done = run("bin/setup", cwd=bare, NO_APT="1", PIP_NO_INDEX="1", PIP_FIND_LINKS="", PIP_EXTRA_INDEX_URL="")
        assert done.returncode == 1
        assert "is there a network?" in done.stderr
        assert not (bare / ".venv/lock").exists()


def test_an_environment_that_matches_the_lock_is_left_alone() -> None:
    stamp = ROOT / ".venv/lock"
    before = stamp.read_text()
    done = run("bin/setup", "develop", NO_APT="1", PIP_NO_INDEX="1")
    assert (done.returncode, stamp.read_text()) == (0, before)
    assert "Setting up" not in done.stderr
