"""One world for the whole module, undone after it; every test of it is undone by itself."""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from schemes.services import load_regulations

from .world import build


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """The five places; files of the world stay in a folder of its own."""
    files = tmp_path_factory.mktemp("world")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=files / "media", VAR_DIR=files),
        transaction.atomic(),
    ):
        load_regulations()
        yield build(), files
        transaction.set_rollback(True)


@pytest.fixture
def world(built, db, settings):
    """The places, as built: what a test changes is undone with its own transaction inside the world's."""
    places, files = built
    settings.MEDIA_ROOT = files / "media"
    cache.clear()
    yield places
    cache.clear()
