"""People at their browsers: each steps in through the trial's page and then only clicks and types."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Self

from django.db import connections
from playwright.sync_api import Browser, Download, Locator, Page, expect

expect.set_options(timeout=10_000)
SLOW = 20_000


def elsewhere(work: Callable[[], None]) -> None:
    """Run something as another process would: Playwright's event loop fills this thread, and signing wants its own."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:
        other.submit(run).result()


class Person:
    """A page in a browser context of its own, in English; faults of the page are remembered."""

    def __init__(self, portal: "Portal", *, locale: str = "en-GB", **terms: object) -> None:
        self.portal = portal
        self.context = portal.browser.new_context(
            base_url=portal.address, locale=locale, timezone_id="Asia/Shanghai", accept_downloads=True, **terms
        )
        self.context.set_default_timeout(SLOW)
        self.page = self.context.new_page()
        self.watch(self.page)

    def watch(self, page: Page) -> None:
        """Remember what goes wrong in a page: its scripts' faults and the server's."""
        page.on("pageerror", lambda error: self.portal.faults.append(f"{page.url}: {error}"))
        page.on("console", lambda said: said.type == "error" and self._said(page, said.text))
        page.on("response", lambda got: got.status >= 500 and self.portal.faults.append(f"{got.status} {got.url}"))

    def _said(self, page: Page, text: str) -> None:
        if not re.search(r"status of 4\d\d|ERR_INTERNET_DISCONNECTED", text):  # refusals and cut lines are acted here
            self.portal.faults.append(f"{page.url}: {text}")

    def step_in(self, name: str) -> Self:
        """Become one of the trial's people."""
        self.page.goto("/trial/")
        self.page.get_by_role("button", name=f"Step in: {name}").first.click()
        self.page.wait_for_load_state()
        return self

    def go(self, address: str) -> Self:
        """Type an address."""
        self.page.goto(address)
        return self

    def click(self, *names: str) -> Self:
        """Click links or buttons, one after the other, by their visible names."""
        for name in names:
            link = self.page.get_by_role("link", name=name, exact=True)
            self.main.get_by_role("button", name=name, exact=True).or_(link).first.click()
        return self

    def press(self, name: str, within: str = "main") -> Self:
        """Press a button inside a part of the page."""
        self.page.locator(within).get_by_role("button", name=name).first.click()
        return self

    def fill(self, **fields: object) -> Self:
        """Type into fields by their names."""
        for name, value in fields.items():
            self.set(name, value)
        return self

    def set(self, name: str, value: object, within: str = "main") -> None:
        """Type, choose or tick, whatever kind of field it is."""
        field = self.page.locator(f'{within} [name="{name}"]:not([type=hidden])')
        field.first.wait_for(state="attached")
        self.page.wait_for_load_state()  # until then the page's scripts do not listen
        kind = field.first.get_attribute("type") or field.first.evaluate("one => one.localName")
        if value is True:
            field.check()
        elif kind in ("radio", "checkbox"):
            field.and_(self.page.locator(f'[value="{value}"]')).check()
        elif kind == "select":
            field.select_option(str(value))
        else:
            field.fill(str(value))

    def says(self, *texts: str | re.Pattern[str]) -> Self:
        """The page says all of this."""
        for text in texts:
            expect(self.main).to_contain_text(text)
        return self

    def silent_about(self, *texts: str) -> Self:
        """The page says none of this."""
        for text in texts:
            expect(self.main).not_to_contain_text(text)
        return self

    def offers(self, name: str) -> bool:
        """Whether a link or button of this name is there."""
        return bool(self.main.get_by_role("link", name=name).or_(self.main.get_by_role("button", name=name)).count())

    def download(self, link: Locator) -> Download:
        """Click a link that brings a file."""
        with self.page.expect_download() as got:
            link.click()
        return got.value

    @property
    def main(self) -> Locator:
        """The page without its frame."""
        return self.page.locator("main")

    @property
    def status(self) -> int:
        """The status with which the present address answers."""
        return self.context.request.get(self.page.url).status

    def leave(self) -> None:
        """Close the browser context."""
        self.context.close()


class Portal:
    """The site under test, and everybody who has it open."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.faults: list[str] = []
        self._people: dict[str, Person] = {}

    def person(self, name: str) -> Person:
        """The trial's person of this name; the second time in the same context."""
        if name not in self._people:
            self._people[name] = Person(self).step_in(name)
        return self._people[name]

    def keep(self, name: str, person: Person) -> None:
        """Remember somebody who signed up."""
        self._people[name] = person

    def visitor(self, **terms: object) -> Person:
        """Somebody who has not signed in."""
        return Person(self, **terms)

    def until(self, moment: str) -> None:
        """Move the trial's clock to a moment (``2026-04-18T00:01``, in Shanghai), on its page."""
        anyone = self.visitor()
        anyone.go("/trial/").page.get_by_label("To a moment").fill(moment)
        anyone.press("Move the clock")
        anyone.says("The clock was moved.")
        anyone.leave()

    def next_working_day(self) -> None:
        """Move the trial's clock to nine o'clock of the next working day, on its page."""
        anyone = self.visitor()
        anyone.go("/trial/").press("To the next working day, 9:00")
        anyone.says("The clock was moved.")
        anyone.leave()

    def leave(self) -> None:
        """Everybody closes their browser."""
        for person in self._people.values():
            person.leave()
