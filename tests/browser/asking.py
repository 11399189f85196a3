"""The office asks a department about everybody received; the department answers each applicant (HZ-8.6)."""

from types import SimpleNamespace

from .acting import Portal
from .applying import NAME


def ask_and_answer(portal: Portal, cast: SimpleNamespace) -> None:
    """Asked on one page, answered in one table; the answer stands beside the clause."""
    office = portal.person(cast.officer.full_name).go(cast.board + "inquiries/")
    office.says("Nobody was asked about").click("Ask units")
    office.fill(units=cast.department_unit.pk).press("Send the question").says("Who has answered", NAME)
    department = portal.person(cast.department.full_name).go("/asked/")
    department.page.locator("main .task__what a").first.click()
    for select in department.page.locator('main select[name$="-verdict"]').all():
        select.select_option("clean")
    department.press("Save the answers").says("kept", "Nothing against it")
    office.go(cast.board + "screening/").click(NAME).says("Nothing against it")
