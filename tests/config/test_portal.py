"""One command runs the portal; killing its worker or its beat loses nothing."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings as real
from django.core.management import CommandError, call_command

SEND = """
from django.db import transaction
from journal.services import record, send_later
from journal.models import OutboxMessage
from schemes.services import load_regulations
with transaction.atomic():
    record("test", actor=None)
    message = send_later(load_regulations)
print(message.pk)
"""
DONE = "from journal.models import OutboxMessage; print(OutboxMessage.objects.filter(done_at=None).count())"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def children(pid: int) -> dict[str, int]:
    """The portal's own children by what they are."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rsplit(")", 1)[1].split()[1])
            words = (stat.parent / "cmdline").read_bytes().decode().split("\0")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == pid:
            found[next((kind for kind in ("worker", "beat") if kind in words), "web")] = int(stat.parent.name)
    return found


def three(pid: int) -> dict[str, int] | None:
    """Web, worker and beat, once all are there."""
    found = children(pid)
    return found if len(found) == 3 else None


def wait_for(what, seconds=150):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if found := what():
                return found
        except OSError:
            pass
        time.sleep(0.3)
    raise AssertionError("it did not happen in time")


@pytest.fixture(params=["embedded", pytest.param("redis", marks=pytest.mark.redis)])
def portal(tmp_path, request):
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "BROKER_URL")}
    environment |= {"VAR_DIR": str(tmp_path)}
    if request.param == "redis":
        if not real.BROKER_URL.startswith("redis"):
            pytest.skip("the run's broker is not Redis")
        environment["BROKER_URL"] = real.BROKER_URL
    port = free_port()
    log = (tmp_path / "log").open("w")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "portal", "--bind", f"127.0.0.1:{port}"], cwd=real.BASE_DIR, env=environment,
        stdout=log, stderr=log,
    )  # fmt: skip

    def shell(code: str) -> str:
        command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", code]
        done = subprocess.run(command, cwd=real.BASE_DIR, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.strip().splitlines()[-1]

    def answers() -> bool:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as reply:
            return reply.status == 200

    process.answers, process.shell = answers, shell
    process.ends_by = signal.SIGTERM if request.param == "redis" else signal.SIGHUP  # a server's stop; a closed window
    yield process
    if process.poll() is None:
        process.kill()


def test_it_starts_survives_its_children_and_stops(portal):
    wait_for(portal.answers)
    before = wait_for(lambda: three(portal.pid))
    os.kill(before["worker"], signal.SIGKILL)
    os.kill(before["beat"], signal.SIGKILL)
    portal.shell(SEND)
    after = wait_for(
        lambda: (
            found
            if len(found := children(portal.pid)) == 3 and not set(found.values()) >= set(before.values())
            else None
        )
    )
    assert after["worker"] != before["worker"] and after["beat"] != before["beat"]
    assert after["web"] == before["web"]
    wait_for(lambda: portal.shell(DONE) == "0")
    portal.send_signal(portal.ends_by)
    assert portal.wait(timeout=90) == 0
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in after.values()))


def test_killed_it_takes_its_children_along(portal):
    if not shutil.which("setpriv"):
        pytest.skip("this machine has no setpriv")
    wait_for(portal.answers)
    left = wait_for(lambda: three(portal.pid))
    portal.kill()
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in left.values()))


def test_an_address_in_use_is_said_at_once():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        bind = f"127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(CommandError, match=f"{bind} already"):
            call_command("portal", bind=bind)


@pytest.mark.parametrize("bind", ["8000", ":8000", "127.0.0.1:http"])
def test_an_address_without_host_or_port_is_refused(bind):
    with pytest.raises(CommandError, match="expected host:port"):
        call_command("portal", bind=bind)
