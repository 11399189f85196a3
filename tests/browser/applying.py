"""An applicant signs up, checks, fills in, hands in; its unit recommends; others file too; the deadline falls."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

from playwright.sync_api import expect

from accounts.models import Organisation, User
from accounts.uscc import check_digit
from awards.material import last_day, layout_of
from awards.models import Application, Edition
from awards.queries import regulation_of, stage_of
from awards.services.applications import choose_recommender
from config.demonstration.answers import plausible
from config.demonstration.data import world
from config.demonstration.people import Company, Inventor
from config.demonstration.walk import PAGE, Walk
from journal import clock
from schemes.regulation.stages import StageKind
from tests.conftest import organisation, person, seat

from .acting import Person, Portal

NAME, SIGN_IN = "海州领航装备有限公司", "chen.lihang"
STEM = "91320706MA9000017"
OTHERS = ("异议成立食品有限公司", "异议驳回纺织有限公司", "公示出局电子有限公司", "得分偏低物流有限公司")
OPINION = "经核实，该单位材料属实，符合申报条件，同意推荐。"


def register(portal: Portal, cast: SimpleNamespace) -> None:
    """Somebody opens an account and registers an organisation; a mistyped code is pointed out beside its field."""
    applicant = Person(portal)
    portal.keep(SIGN_IN, applicant)
    applicant.go("/accounts/signup/").fill(username=SIGN_IN, password1="correct horse 7", password2="correct horse 7")
    applicant.page.locator("main form button[type=submit], main form button").first.click()
    applicant.page.wait_for_url(lambda url: "/signup" not in url)
    applicant.go("/my/").says("First register your organisation").click("Register an organisation")
    good = STEM + check_digit(STEM)
    bad = STEM + ("0" if good[-1] != "0" else "1")
    applicant.fill(name=NAME, uscc=bad).press("Register")
    expect(applicant.page.locator(".field--error")).to_contain_text("The check digit does not fit")
    applicant.fill(uscc=good).press("Register")
    applicant.says(NAME)


def check_and_start(portal: Portal, cast: SimpleNamespace) -> None:
    """The self-check judges each condition at once, with its article."""
    applicant = portal.person(SIGN_IN)
    applicant.go("/my/").click("Check eligibility and apply")
    findings = applicant.page.locator("#findings")
    applicant.fill(**{"operating_since": "2024-06-01"})
    expect(findings).to_contain_text("Art. 8(1)")
    expect(findings.locator(".callout--bad")).to_contain_text("1 June 2027")
    applicant.fill(**{"operating_since": "2015-06-01"})
    expect(findings.locator(".callout--bad")).to_have_count(0)
    applicant.press("Start the application with these answers")
    applicant.says(NAME)
    cast.application_url = applicant.page.url


def fill_in(portal: Portal, cast: SimpleNamespace) -> None:
    """Section by section; every one is saved as it is typed."""
    applicant = portal.person(SIGN_IN)
    application = Application.objects.select_related("edition__regulation_version").get(organisation__name=NAME)
    answers = _answers(application)
    applicant.go(cast.application_url)
    sections = list(answers)
    applicant.go(f"{cast.application_url}section/{sections[0]}/")
    for number, section in enumerate(sections):
        _type(applicant, answers[section])
        if number == 0:
            expect(applicant.page.locator("[data-save-state]")).to_contain_text("Saved", timeout=15_000)
        if section == "evidence":
            _attach(applicant)
        if section == "declaration":
            _upload(applicant, "signed_statement", "声明.pdf", PAGE)
        last = number + 1 == len(sections)
        applicant.press("Save and check" if last else "Save and go on")
        applicant.page.wait_for_url(re.compile("/submit/$" if last else f"/section/{sections[number + 1]}/$"))
    applicant.says("1 point is missing", "No recommending unit is chosen yet.")
    applicant.go(f"{cast.application_url}section/{sections[0]}/")
    expect(applicant.page.locator("[name=main_products]")).to_have_value(answers["identity"]["main_products"])


def two_tabs(portal: Portal, cast: SimpleNamespace) -> None:
    """The same section in two tabs: both texts are shown, none is lost."""
    applicant = portal.person(SIGN_IN)
    address = f"{cast.application_url}section/identity/"
    applicant.go(address)
    other = applicant.context.new_page()
    applicant.watch(other)
    other.goto(address)
    other.locator("[name=main_products]").fill("第二个窗口写的产品")
    expect(other.locator("[data-save-state]")).to_contain_text("Saved")
    applicant.fill(main_products="第一个窗口写的产品")
    conflict = applicant.page.locator(".conflict")
    expect(conflict).to_contain_text("第一个窗口写的产品")
    expect(conflict).to_contain_text("第二个窗口写的产品")
    applicant.press("Keep my text")
    expect(applicant.page.locator("[data-save-state]")).to_contain_text("Saved")
    other.reload()
    expect(other.locator("[name=main_products]")).to_have_value("第一个窗口写的产品")
    other.close()


def hand_in(portal: Portal, cast: SimpleNamespace) -> None:
    """A recommending unit is chosen; a double click hands in once and gives one receipt."""
    applicant = portal.person(SIGN_IN)
    applicant.go(f"{cast.application_url}submit/").click("No recommending unit is chosen yet.")
    applicant.fill(unit=cast.recommending[0].pk).press("Choose this unit")
    applicant.go(f"{cast.application_url}submit/").says("Nothing is missing.")
    applicant.press("Hand in")
    expect(applicant.page.locator(".field--error").first).to_be_visible()
    applicant.fill(truthful=True, signed_name=SIGN_IN)
    applicant.page.get_by_role("button", name="Hand in", exact=True).dblclick()
    applicant.page.wait_for_url(re.compile("receipt"))
    applicant.says("Receipt", NAME, "Digest (SHA-256)", "Still needed: the signed opinion")
    assert Application.objects.get(organisation__name=NAME).submissions.count() == 1
    letter = applicant.download(applicant.page.get_by_role("link", name="The filled form as PDF"))
    assert letter.path().read_bytes().startswith(b"%PDF")


def sign_opinion(portal: Portal, cast: SimpleNamespace) -> None:
    """The town reads the application and signs."""
    town = portal.person(cast.recommender.full_name)
    town.go("/recommend/").click(NAME)
    town.says("Your unit's opinion", "Conditions, article by article")
    name = town.page.locator("main form [name=signed_name]")
    if name.count():
        name.fill(cast.recommender.full_name)
    town.fill(opinion=OPINION).press("Sign and recommend")
    town.go("/recommend/").says("Nothing waits for your opinion")
    portal.person(SIGN_IN).go(f"{cast.application_url}receipt/").says("Recommended on")


def others_file(portal: Portal, cast: SimpleNamespace) -> None:
    """Four more, through the services, as the demonstration's people do."""
    edition = Edition.objects.select_related("regulation_version").get()
    filing = _Filing(cast, edition)
    deadline = stage_of(edition, StageKind.APPLICATION).closes_at
    for number, name in enumerate(OTHERS):
        place = organisation(name, 500 + number, area="haizhou")
        admin = seat(person(f"filer{number}", f"填报人{number}"), "applicant_admin", place)
        filing.one(Company(organisation=place, person=admin, trade=world()["names"]["trades"][0]), deadline)
    User.objects.update(demonstration=True)


def deadline_falls(portal: Portal, cast: SimpleNamespace) -> None:
    """At the deadline applications close; a change typed before it is refused after it."""
    applicant = portal.person(SIGN_IN)
    applicant.go(f"{cast.application_url}section/identity/").fill(main_products="截止前最后的修改")
    expect(applicant.page.locator("[data-save-state]")).to_contain_text("Saved")
    applicant.go(f"{cast.application_url}submit/")
    applicant.fill(truthful=True, signed_name=SIGN_IN)
    portal.until("2026-04-18T00:01")
    applicant.press("Hand in again")
    applicant.says("The application period has ended.")
    assert Application.objects.get(organisation__name=NAME).submissions.count() == 1
    portal.until("2026-04-20T09:00")
    office = portal.person(cast.officer.full_name).go(cast.board)
    expect(office.page.locator("#stage-application")).to_contain_text("Done")


def _answers(application: Application) -> dict[str, dict[str, str]]:
    edition = application.edition
    layout = layout_of(edition, application.applicant_kind)
    company = Company(
        organisation=Organisation.objects.get(name=NAME), person=User.objects.get(username=SIGN_IN),
        trade=world()["names"]["trades"][0],
    )  # fmt: skip
    on = last_day(stage_of(edition, StageKind.APPLICATION).closes_at)
    sections = plausible(regulation=regulation_of(edition), layout=layout, company=company, on=on, random=Random(7))
    sections["identity"]["area"] = "haizhou"
    return sections


def _type(applicant: Person, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        field = applicant.page.locator(f'#section-form [name="{name}"]').first
        if not value or not field.count():
            continue
        if field.get_attribute("type") == "radio":
            chosen = applicant.page.locator(f'#section-form [name="{name}"][value="{value}"]')
            chosen.check()
        elif field.is_visible():
            applicant.set(name, value, within="#section-form")


def _attach(applicant: Person) -> None:
    """A program calling itself a PDF gets a sentence; real files come in."""
    _upload(applicant, "licence", "营业执照.pdf", b"MZ\x90\x00 a program", refused=True)
    _upload(applicant, "licence", "营业执照.pdf", PAGE)
    _upload(applicant, "audits", "审计报告.pdf", PAGE.replace(b"595 842", b"594 841"))


def _upload(applicant: Person, question: str, name: str, content: bytes, *, refused: bool = False) -> None:
    chooser = applicant.page.locator(f"#file-{question}")
    rows = applicant.page.locator(f"#files-{question}")
    chooser.wait_for(state="attached")
    applicant.page.wait_for_load_state()  # the page's scripts take files up
    chooser.set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})
    if refused:
        expect(rows.locator("[role=alert]")).to_contain_text(re.compile(r"\w+ \w+"))
    else:
        expect(rows.get_by_role("link", name=name).last).to_be_visible()


class _Filing(Walk):
    """The demonstration's way through the form, for an edition that stands already."""

    def __init__(self, cast: SimpleNamespace, edition: Edition) -> None:
        self.cast, self.random, self.inventor = cast, Random(3), Inventor(3)
        self.version, self.edition, self.moment = cast.version, edition, clock.now() + timedelta(minutes=1)
        self.office = SimpleNamespace(recommenders={cast.recommending[0].pk: cast.recommender})

    def act(self, service: Callable[..., Any], **terms: Any) -> Any:
        """A minute after the act before; no other story waits."""
        self.moment += timedelta(minutes=1)
        with clock.at(self.moment):
            return service(**terms)

    def _fill_in(self, application: Application, company: Company, **terms: bool) -> None:
        super()._fill_in(application, company, **terms)
        unit = self.cast.recommending[0]
        self.act(choose_recommender, application=application, unit=unit, actor=company.person)

    def one(self, company: Company, deadline: datetime) -> None:
        """File, choose the unit, let it sign."""
        self._one(company, 0, deadline)
