"""The portal a browser test opens. The live server's threads share a file database, as processes do."""

import pytest

from .acting import Portal


@pytest.fixture
def portal(live_server, browser):
    """The site under test."""
    found = Portal(browser, live_server.url)
    yield found
    found.leave()
