"""Starting an application and writing it, section by section, several people at once."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from accounts.models import Organisation, Unit, UnitKind, User
from journal import clock
from journal.services import record
from schemes.regulation import Form, Regulation, Section, Text
from schemes.regulation.organs import Applicants, Recommenders

from ..models import Application, Edition, SectionAnswers, Standing
from ..plain_text import plain_text
from ..policies import applications_open
from ..queries import regulation_of
from .doors import move
from .errors import Refused
from .handing_over import tell_recommender

LONGEST_FIELD = 60_000
EDITABLE = (Standing.DRAFT, Standing.SUBMITTED)


class Changed(Exception):
    """A section was saved by somebody else meanwhile: what stands now, at which revision, by whom."""

    def __init__(self, current: SectionAnswers) -> None:
        """``current``: the row as it is now."""
        super().__init__(f"revision {current.revision}")
        self.fields, self.revision, self.by = current.answers, current.revision, current.edited_by


@transaction.atomic
def start_application(
    *,
    edition: Edition,
    organisation: Organisation,
    actor: User,
    applicant_kind: str = "organisation",
    individual_name: str = "",
    tier: str = "",
    fields: Mapping[str, str] | None = None,
) -> Application:
    """Begin an application, with what the self-check already answered; an existing one is simply returned.

    Its recommender is the unit of the organisation's area where there is one. Raises :class:`Refused` while
    applications are not open, and for a kind or tier that the regulation does not know.
    """
    regulation = regulation_of(edition)
    _check(edition, regulation, applicant_kind, individual_name, tier)
    application, created = Application.objects.get_or_create(
        edition=edition, organisation=organisation, applicant_kind=applicant_kind, individual_name=individual_name,
        tier=tier,
        defaults={
            "created_by": actor, "created_at": clock.now(), "recommender": _nearest(edition, organisation),
        },
    )  # fmt: skip
    if created:
        form = regulation.form(applicant_kind)
        _lay_out(application, form, fields or {}, actor)
        record("start_application", actor=actor, about=application, edition=edition.pk)
    return application


@transaction.atomic
def save_section(
    *, application: Application, section: str, fields: Mapping[str, str], revision: int, actor: User
) -> SectionAnswers:
    """Save fields of a section if it still stands at ``revision``; raises :class:`Changed` when it does not.

    What is typed is kept as typed, complete or not; fields that are not sent stay. Typing is no legal act and has no
    journal line: handing in is.
    """
    form = regulation_of(application.edition).form(application.applicant_kind)
    found = next(part for part in form.sections if part.key == section)
    row = SectionAnswers.objects.select_related("edited_by").get(application=application, section=section)
    answers = merged(row.answers, found, fields)
    if answers == row.answers:  # a save under way brought the same already: nobody's text is at stake
        return row
    if row.revision != revision:
        raise Changed(row)
    return _kept(row, answers, actor)


@transaction.atomic
def choose_recommender(*, application: Application, unit: Unit, actor: User) -> Application:
    """Ask a unit for its signed opinion; not once an opinion recommends what was handed in."""
    if application.recommended_at is not None:
        raise Refused(Text(zh="已取得推荐意见，不能更换推荐单位。", en="It is recommended already; the unit stays."))
    if unit not in recommending_units(application.edition):
        raise Refused(Text(zh="该单位不是本奖项的推荐单位。", en="That unit does not recommend for this award."))
    changed = application.recommender_id != unit.pk
    move(application, come_from=EDITABLE, recommender=unit)
    if changed:
        record("choose_recommender", actor=actor, about=application, unit=unit.pk)
        if application.standing == Standing.SUBMITTED:
            tell_recommender(application)
    return application


def recommending_units(edition: Edition) -> list[Unit]:
    """The units that recommend in an edition's scheme: of an area first, then of a trade."""
    found = regulation_of(edition).rule(Recommenders)
    if found is None:
        return []
    kinds = [kind.key for kind in found[1].units]  # which kinds recommend is the regulation's
    units = Unit.objects.filter(scheme=edition.scheme, kind=UnitKind.RECOMMENDER, recommender_kind__in=kinds)
    return sorted(units, key=lambda unit: (not unit.area, unit.recommender_kind, unit.pk))


def _check(edition: Edition, regulation: Regulation, kind: str, name: str, tier: str) -> None:
    answer = applications_open(edition)
    if not answer:
        raise Refused(Text(zh="现在不受理申报。", en="Applications are not being taken now."))
    rule = regulation.rule(Applicants)
    if rule and kind not in rule[1].kinds:
        raise Refused(Text(zh="本奖项不受理此类申报者。", en="This award is not for this kind of applicant."), rule[0])
    if (kind == "individual") != bool(name.strip()):
        raise Refused(Text(zh="个人申报须填写姓名。", en="An individual applies by name."))
    own = {found.key for found in regulation.tiers if found.own_applications}
    if tier not in (own or {""}):
        raise Refused(Text(zh="请选择要申报的奖项。", en="Choose which award to apply for."))


def _nearest(edition: Edition, organisation: Organisation) -> Unit | None:
    units = recommending_units(edition) if organisation.area else []
    return next((unit for unit in units if unit.area == organisation.area), None)


def _lay_out(application: Application, form: Form, fields: Mapping[str, str], actor: User) -> None:
    SectionAnswers.objects.bulk_create(
        SectionAnswers(
            application=application, section=section.key, answers=merged({}, section, fields), edited_by=actor,
            edited_at=clock.now(),
        )
        for section in form.sections
    )  # fmt: skip


def merged(before: Mapping[str, str], section: Section, fields: Mapping[str, str]) -> dict[str, str]:
    """A section's answers after somebody typed ``fields``; what belongs to none of its questions is left out."""
    own = {name: plain_text(typed) for name, typed in fields.items() if _belongs(name, section)}
    if any(len(typed) > LONGEST_FIELD for typed in own.values()):
        raise Refused(Text(zh="一项内容过长，未能保存。", en="One answer is far too long and was not saved."))
    return {name: typed for name, typed in {**before, **own}.items() if typed}


def _belongs(name: str, section: Section) -> bool:
    keys = {question.key for question in section.questions}
    return name.split("-", 1)[0] in keys


def _kept(row: SectionAnswers, answers: dict[str, str], actor: User) -> SectionAnswers:
    mine = SectionAnswers.objects.filter(pk=row.pk, revision=row.revision)
    if not mine.update(answers=answers, revision=F("revision") + 1, edited_by=actor, edited_at=clock.now()):
        raise Changed(SectionAnswers.objects.select_related("edited_by").get(pk=row.pk))
    row.refresh_from_db()
    return row
