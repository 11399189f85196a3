"""The compose file names all that a portal needs, and its pieces agree with each other and with the settings."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = {"web", "worker", "beat", "migrate"}


def test_all_services_are_there() -> None:
    assert SERVICES.keys() == OURS | {"nginx", "database", "broker", "storage"}


@pytest.mark.parametrize("name", sorted(OURS))
def test_our_services_are_production(name: str) -> None:
    environment = SERVICES[name]["environment"]
    assert (environment["TRIAL"], environment["DEBUG"]) == ("false", "false")


@pytest.mark.parametrize("name", sorted(OURS))
def test_settings_read_what_compose_sets(name: str) -> None:
    readers = "".join((ROOT / file).read_text() for file in ("config/settings.py", "deploy/gunicorn.conf.py"))
    assert [key for key in SERVICES[name]["environment"] if f'"{key}"' not in readers] == []


def test_everything_waits_for_the_migration() -> None:
    for name in OURS - {"migrate"}:
        assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_what_is_waited_for_exists_and_can_be_healthy() -> None:
    for service in SERVICES.values():
        for other, wanted in service.get("depends_on", {}).items():
            assert other in SERVICES
            assert wanted["condition"] != "service_healthy" or "test" in SERVICES[other]["healthcheck"]


def test_volumes_and_networks_are_declared() -> None:
    for service in SERVICES.values():
        assert set(service["networks"]) <= COMPOSE["networks"].keys()
        named = {mount.split(":")[0] for mount in service.get("volumes", []) if not mount.startswith(".")}
        assert named <= COMPOSE["volumes"].keys()


def test_only_the_door_is_open() -> None:
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"nginx"}
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_no_secret_stands_in_the_file() -> None:
    for service in SERVICES.values():
        for key, value in service["environment"].items() if "environment" in service else ():
            if re.search(r"PASSWORD|SECRET|PASSPHRASE", key):
                assert value.startswith("${"), key


def test_the_example_names_every_value_compose_asks_for() -> None:
    asked = set(re.findall(r"\$\{(\w+):\?", (ROOT / "docker-compose.yml").read_text()))
    example = set(re.findall(r"^(\w+)=", (ROOT / "deploy/env.example").read_text(), re.MULTILINE))
    assert asked - example == set()


def test_mounted_files_exist() -> None:
    mounts = [mount.split(":")[0] for service in SERVICES.values() for mount in service.get("volumes", [])]
    made_by_the_office = {"./deploy/secrets", "./deploy/tls"}
    files = [mount for mount in mounts if mount.startswith(".") and mount not in made_by_the_office]
    assert files == ["./deploy/nginx.conf"]
    assert (ROOT / files[0]).is_file()
