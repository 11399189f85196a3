"""Run the whole portal on one machine: web, worker and beat as children that are kept alive."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

SECONDS_TO_START = 30  # the address is printed when the web server answers, or after this at the latest
QUIET_DEATHS = 20  # a child that dies this often within a minute of its start is not restarted for ever


class Command(BaseCommand):
    """Migrates, loads regulations, then starts web, worker and beat and restarts whichever dies."""

    help = "Start the portal: web server, worker and beat in one command."
    stopping = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        parser.add_argument("--bind", default="127.0.0.1:8000")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until interrupted."""
        address = _address(options["bind"])
        if _answers(address):
            raise CommandError(
                f"Something listens at {options['bind']} already, perhaps this portal in another window. "
                'Stop it, or choose another address:  make demo ARGS="--bind 127.0.0.1:8001"'
            )
        call_command("migrate", verbosity=0)
        call_command("load_regulations", verbosity=0)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        commands = _commands(options["bind"])
        children = {name: _start(command) for name, command in commands.items()}
        self._wait_for(address)
        if not self.stopping:
            self.stdout.write(self.style.SUCCESS(f"The portal is at http://{options['bind']}/ — Ctrl+C stops it."))
            self.stdout.flush()
        self._keep(children, commands)

    def _wait_for(self, address: tuple[str, int]) -> None:
        until = time.monotonic() + SECONDS_TO_START
        while not self.stopping and not _answers(address) and time.monotonic() < until:
            time.sleep(0.2)

    def _keep(self, children: dict[str, subprocess.Popen[bytes]], commands: dict[str, list[str]]) -> None:
        deaths = 0
        while not self.stopping and deaths < QUIET_DEATHS:
            time.sleep(1)
            for name, child in children.items():
                if child.poll() is not None and not self.stopping:
                    deaths += 1
                    self.stderr.write(f"{name} ended with {child.returncode}; starting it again")
                    children[name] = _start(commands[name])
        _end(list(children.values()))

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True


def _address(bind: str) -> tuple[str, int]:
    host, _colon, port = bind.rpartition(":")
    if not host or not port.isdecimal():
        raise CommandError(f"--bind {bind}: expected host:port, such as 127.0.0.1:8000")
    return host.strip("[]"), int(port)


def _answers(address: tuple[str, int]) -> bool:
    try:
        with socket.create_connection(address, timeout=1):
            return True
    except OSError:
        return False


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl+C reaches the portal alone, which stops the children in order. And a leash, where
    # the machine has one: when the portal itself is killed, they end with it and do not keep the port.
    leash = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
    return subprocess.Popen([*leash, *command], start_new_session=True)


def _commands(bind: str) -> dict[str, list[str]]:
    python, beat = sys.executable, Path(settings.VAR_DIR) / "beat"
    # A trial may run as root; what Celery says about that is meant for production.
    celery = [python, "-W", "ignore:You're running the worker", "-m", "celery", "--quiet", "-A", "config"]
    os.environ.setdefault("SITE_URL", f"http://{bind}")
    web = [python, "-m", "gunicorn", "config.wsgi", "--bind", bind, "--workers", "2", "--access-logfile", "/dev/null"]
    return {
        "web": [*web, "--log-level", "warning"],
        "worker": [*celery, "worker", "-P", "threads", "-c", "2", "-Q", "work,sweeps", "-l", "WARNING"],
        "beat": [*celery, "beat", "-s", str(beat), "--pidfile=", "-l", "WARNING"],
    }


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()
