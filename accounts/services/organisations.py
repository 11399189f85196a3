"""Entering an organisation into the portal."""

from django.db import transaction

from journal import clock
from journal.services import record

from ..models import Organisation, User


@transaction.atomic
def register_organisation(
    *,
    name: str,
    uscc: str,
    actor: User | None,
    area: str = "",
    address: str = "",
    accepted_because: str = "",
    demonstration: bool = False,
) -> Organisation:
    """Create an organisation; its code has been checked at the form (``accounts.uscc``)."""
    organisation = Organisation.objects.create(
        name=name,
        uscc=uscc,
        area=area,
        address=address,
        uscc_accepted_because=accepted_because,
        demonstration=demonstration,
        created_at=clock.now(),
    )
    record("register_organisation", actor=actor, about=organisation, uscc=uscc)
    return organisation
