"""What the portal refuses to start with."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as real
from django.core.checks import run_checks

NOT_HANDED_ON = ("DATABASE_URL", "BROKER_URL", "DJANGO_ALLOW_ASYNC_UNSAFE")
PRODUCTION = {
    "TRIAL": "false",
    "SECRET_KEY": "k" * 20 + "0123456789" * 4,
    "SITE_URL": "https://quality.example.invalid",
    "ALLOWED_HOSTS": "quality.example.invalid",
}


def ids():
    return {message.id for message in run_checks()}


def test_a_misspelt_seat_would_go_without_a_second_factor(settings):
    assert "portal.E004" not in ids()
    settings.SECOND_FACTOR_SEATS = ["officer", "recomender"]
    assert "portal.E004" in ids()


def test_a_trial_is_fine_by_itself(settings):
    settings.TRIAL = True
    assert not {"portal.E001", "portal.E003"} & ids()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "https://quality.example.invalid"),
        ("SECRET_KEY", "a key of its own"),
        ("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend"),
        ("CERTIFICATE_KEY", "/etc/portal/key.p12"),
    ],
)
def test_a_trial_beside_a_mark_of_production_is_refused(settings, name, value):
    settings.TRIAL = True
    setattr(settings, name, value)
    assert "portal.E001" in ids()


def test_production_without_second_factor_is_refused(settings):
    settings.TRIAL, settings.SECOND_FACTOR = False, False
    assert "portal.E003" in ids()


def run(*command, **environment):
    kept = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    return subprocess.run(
        [sys.executable, "manage.py", *command], cwd=real.BASE_DIR, env={**kept, **environment}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip


def test_production_settings_pass_the_deployment_check(tmp_path):
    done = run("check", "--deploy", "--fail-level", "WARNING", VAR_DIR=str(tmp_path), **PRODUCTION)
    assert done.returncode == 0, done.stderr


def test_the_trials_addresses_do_not_exist_in_production(tmp_path):
    code = "from django.urls import NoReverseMatch, reverse\ntry:\n    print(reverse('trial'))\n"
    code += "except NoReverseMatch as error:\n    print(type(error).__name__)"
    done = run("shell", "-v", "0", "-c", code, VAR_DIR=str(tmp_path), **PRODUCTION)
    assert done.stdout.strip() == "NoReverseMatch", done.stdout + done.stderr


def test_production_refuses_to_start_as_a_trial(tmp_path):
    done = run("check", VAR_DIR=str(tmp_path), **{**PRODUCTION, "TRIAL": "true"})
    assert done.returncode != 0
    assert "portal.E001" in done.stderr
