"""Taking an edition through its stages as its people would: every act through its service, on a clock that moves."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from random import Random
from typing import Any

from accounts.models import Seat, UnitKind
from awards.evaluation_queries import selection_of, ties_to_decide
from awards.inquiry_queries import UNIT_KINDS, asking_stage, clauses_to_ask, consultations, units_to_ask, wording
from awards.material import last_day, layout_of
from awards.models import Application, Edition, EditionStage, InquiryLine, Standing, Verdict
from awards.queries import missing_parameters, next_stage_of, open_stage_of, regulation_of, stage_of
from awards.screening_queries import screened
from awards.services import close_stage, enter_parameter, open_edition, open_stage
from awards.services.applications import choose_recommender, recommending_units, save_section, start_application
from awards.services.decisions import approve_list, confirm_list
from awards.services.evaluation import decide_tie, propose_winners
from awards.services.evidence import receive_file
from awards.services.inquiries import Answered, answer_inquiry, ask_departments
from awards.services.prizes import record_payment
from awards.services.qualification import Judgement, accept_application, judge_clauses
from awards.services.recommendation import recommend, return_application
from awards.services.rejection import confirm_rejection, propose_rejection
from awards.services.submission import submit_application
from journal import clock
from journal.services import deliver
from publicity.models import Notice
from publicity.services.drafts import draft_notice
from publicity.services.examination import admit_objection, settle_objection
from publicity.services.media import record_media
from publicity.services.objections import By, register_objection
from publicity.services.publishing import publish_notice
from reviews.models import Panel, PanelAssignment, ScoreSheet
from reviews.requirements import items_of, panel_needs, scorer_seat
from reviews.services.decisions import apply_shortlist, decide_passing
from reviews.services.locking import lock_sheet
from reviews.services.panels import appoint_panel
from reviews.services.reports import Conclusion, close_panel, save_report
from reviews.services.scoring import Scored, score_presentation, score_sheet
from reviews.services.undertakings import Interest, sign_and_declare
from reviews.standings import limit_of, scores_of
from schemes.catalogue import open_parameters
from schemes.models import RegulationVersion
from schemes.queries import work_calendar
from schemes.regulation import OpenParameter
from schemes.regulation.stages import StageKind
from schemes.rules.finding import Outcome
from schemes.rules.periods import period

from ..due import run_everything_due
from .answers import plausible
from .data import world
from .people import Company, Inventor, Office, areas, staff

MORNING, MINUTE = time(9, 5), timedelta(minutes=1)
EVERYTHING = 1_000_000
BASIS = "演示数据：办公室会议纪要"
PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
)


class Walk:
    """One edition's story. ``moment`` is where its clock stands; each act takes a minute."""

    def __init__(
        self,
        *,
        version: RegulationVersion,
        year: int,
        starts_on: date,
        applications: int,
        seed: int,
        experts: int = 12,
        planned: int | None = None,
        turn: Callable[[datetime], datetime] | None = None,
    ) -> None:
        self._turn = turn or (lambda moment: moment)  # waits until no other story has something earlier to do
        self.random = Random(seed)  # noqa: S311 - an invented story, no secret
        self.inventor = Inventor(seed)
        self.version, self.wanted = version, applications
        self.morning = MORNING.replace(second=seed % 60)  # no two stories of one day begin at the same instant
        self.moment = datetime.combine(starts_on, self.morning, clock.SHANGHAI)
        self.companies: list[Company] = []
        self.moment = self._turn(self.moment)
        with clock.at(self.moment):
            self.office: Office = staff(self.inventor, version.regulation, experts)
        self.officer, self.second = self.office.officers[:2]
        self.edition: Edition = self.act(
            open_edition,
            version=version,
            year=year,
            starts_on=starts_on,
            actor=self.officer,
            planned=planned,
            demonstration=True,
        )

    # --- the clock ------------------------------------------------------------------------

    def act(self, service: Callable[..., Any], **terms: Any) -> Any:
        """Do one thing, a minute later than the one before."""
        self.moment += MINUTE
        self.moment = self._turn(self.moment)
        with clock.at(self.moment):
            return service(**terms)

    @property
    def today(self) -> date:
        """The story's day."""
        return self.moment.astimezone(clock.SHANGHAI).date()

    def go_to(self, moment: datetime) -> None:
        """Let time pass; what falls due on the way happens."""
        self.moment = max(self.moment, moment)
        self.moment = self._turn(self.moment)
        with clock.at(self.moment):
            run_everything_due()

    def next_morning(self, days: int = 1) -> None:
        """The first working morning, some days on."""
        day = self.today + timedelta(days=days)
        self.go_to(datetime.combine(work_calendar().working_day_from(day), self.morning, clock.SHANGHAI))

    # --- the stages -----------------------------------------------------------------------

    def reach(self, last: StageKind) -> None:
        """Go through the stages and stop inside the one named, half done."""
        while True:
            self.edition = Edition.objects.select_related("regulation_version").get(pk=self.edition.pk)
            stage = next_stage_of(self.edition)
            if stage is None:
                return
            kind = StageKind(stage.kind)
            self._prepare(kind)
            self._begin(kind, stage)
            if kind == last:
                _HALF[kind](self)
                return
            _WHOLE[kind](self)
            self._end(kind)

    def conclude(self) -> None:
        """Go through every stage to the end."""
        self.reach(StageKind.ANNOUNCEMENT)
        self._end(StageKind.ANNOUNCEMENT)

    def _prepare(self, kind: StageKind) -> None:
        for _, parameter in missing_parameters(self.edition):
            if parameter.needed_by == kind:
                self.act(
                    enter_parameter, edition=self.edition, name=parameter.name, value=self._value(parameter),
                    basis=BASIS, actor=self.officer,
                )  # fmt: skip
        if kind == StageKind.APPLICATION:
            self._publish("call")
        elif kind in (StageKind.DOCUMENT_REVIEW, StageKind.ONSITE_REVIEW, StageKind.PRESENTATION):
            self._appoint(kind)

    def _value(self, parameter: OpenParameter) -> Any:
        """A usual value; open weights share a hundred, the first taking what is left over."""
        weights = [p.name for _, p in open_parameters(self.version.regulation) if p.name.startswith("weight_")]
        if parameter.name not in weights:
            return _VALUES[parameter.unit](parameter)
        share = 100 // len(weights)
        return 100 - share * (len(weights) - 1) if parameter.name == weights[0] else share

    def _begin(self, kind: StageKind, stage: EditionStage) -> None:
        stage.edition = self.edition
        self.act(open_stage, stage=EditionStage.objects.select_related("edition").get(pk=stage.pk), actor=self.officer)
        self.edition = Edition.objects.select_related("regulation_version").get(pk=self.edition.pk)

    def _end(self, kind: StageKind) -> None:
        stage = stage_of(Edition.objects.get(pk=self.edition.pk), kind)
        if stage and stage.closed_at is None:
            self.act(close_stage, stage=stage, actor=self.officer)

    def applications(self, *standings: str) -> list[Application]:
        """The edition's applications in some standings."""
        rows = Application.objects.filter(edition=self.edition, standing__in=standings or (Standing.IN_REVIEW,))
        return list(rows.select_related("organisation", "edition__regulation_version").order_by("id"))

    # --- applying -------------------------------------------------------------------------

    def _apply(self, share: float = 1.0) -> None:
        deadline = self._closes_at()
        places = areas(regulation_of(self.edition))
        first = self.moment
        for number in range(self.wanted):
            self.moment = max(self.moment, first + (deadline - first) * share * number / (self.wanted + 1))
            company = self.act(self.inventor.company, area=self.random.choice(places))
            self.companies.append(company)
            self._one(company, number, deadline)

    def _closes_at(self) -> datetime:
        row = EditionStage.objects.get(edition=self.edition, kind=StageKind.APPLICATION)
        return set_instant(row.closes_at)

    def _one(self, company: Company, number: int, deadline: datetime) -> None:
        regulation = regulation_of(self.edition)
        individual = "individual" in _kinds(regulation) and number % 6 == 5
        kind = "individual" if individual else "organisation"
        tiers = [tier.key for tier in regulation.tiers if tier.own_applications] or [""]
        application = self.act(
            start_application, edition=self.edition, organisation=company.organisation, actor=company.person,
            applicant_kind=kind, individual_name=company.person.full_name if individual else "",
            tier=tiers[number % len(tiers)],
        )  # fmt: skip
        left_unfinished = number % 13 == 7
        self._fill_in(application, company, flaw=number % 9 == 4, unfinished=left_unfinished)
        if left_unfinished:
            return
        submission = self.act(
            submit_application, application=application, signed_name=company.person.full_name, actor=company.person
        )
        self._opinion(application, submission, number)

    def _fill_in(self, application: Application, company: Company, *, flaw: bool, unfinished: bool) -> None:
        layout = layout_of(self.edition, application.applicant_kind)
        sections = plausible(
            regulation=regulation_of(self.edition), layout=layout, company=company, on=last_day(self._closes_at()),
            random=self.random, flaw=flaw,
        )  # fmt: skip
        written = list(sections.items())[: 3 if unfinished else None]
        for section, fields in written:
            self.act(
                save_section, application=application, section=section, fields=fields,
                revision=application.sections.get(section=section).revision, actor=company.person,
            )  # fmt: skip
        for question in layout.form.questions():
            if question.type == "evidence" and question.required and not unfinished:
                self.act(
                    receive_file, application=application, question=question.key, name=f"{question.label.zh}.pdf",
                    content=BytesIO(PAGE), actor=company.person,
                )  # fmt: skip

    def _opinion(self, application: Application, submission: Any, number: int) -> None:
        units = recommending_units(self.edition)
        if not units or number % 11 == 6:  # this one stays without an opinion
            return
        application.refresh_from_db()
        chosen = application.recommender
        if chosen is None:
            chosen = next((unit for unit in units if not unit.area), units[0])
            self.act(choose_recommender, application=application, unit=chosen, actor=application.created_by)
        signer = self.office.recommenders[chosen.pk]
        terms = {"application": application, "submission": submission, "signed_name": signer.full_name, "actor": signer}
        if number % 17 == 12:
            self.act(return_application, opinion="请补充近三年的对比数据后再报。", **terms)
        else:
            self.act(recommend, opinion="经核实，该单位符合申报条件，材料属实，同意推荐。", **terms)

    def _receive_all(self) -> None:
        self._apply()
        self.go_to(self._closes_at())
        self.next_morning()

    def _receive_half(self) -> None:
        self._apply(share=0.5)

    # --- screening ------------------------------------------------------------------------

    def _screen(self, share: float = 1.0) -> None:
        self._consult(share)
        rows = self.applications()
        taken = rows[: int(len(rows) * share)]
        done = len(taken) if share == 1 else len(taken) * 3 // 4  # the rest is left half done for the visitor
        for place, application in enumerate(taken):
            self._screen_one(application, finished=place < done)
        self.next_morning()
        with clock.at(self.moment):
            deliver(limit=EVERYTHING)  # the written results are out

    def _consult(self, share: float) -> None:
        """Departments or member units are asked about everybody received; a share of them answers."""
        edition = Edition.objects.select_related("regulation_version").get(pk=self.edition.pk)
        regulation, stage, rows = regulation_of(edition), asking_stage(edition), self.applications()
        if stage is None or not rows:
            return
        ordered = consultations(regulation, stage.kind)
        kind = UNIT_KINDS[ordered[0][1].whom] if ordered else UnitKind.DEPARTMENT
        units = list(units_to_ask(edition).filter(kind=kind))
        clause = clauses_to_ask(regulation, stage.kind)[0]
        inquiry = self.act(
            ask_departments, edition=edition, clause=clause.id, asks=wording(regulation, clause).zh, units=units,
            applications=rows, due_on=self._in_working_days(5), key=f"{self.random.getrandbits(128):032x}",
            actor=self.officer,
        )  # fmt: skip
        self.next_morning(days=2)
        for unit in units[: max(1, int(len(units) * share))]:
            lines = InquiryLine.objects.filter(inquiry=inquiry, unit=unit).order_by("id")
            answers = [self._answered(line.pk, number) for number, line in enumerate(lines)]
            self.act(answer_inquiry, inquiry=inquiry, unit=unit, answers=answers, actor=self.office.answering[unit.pk])

    def _in_working_days(self, days: int) -> date:
        return period(event_on=self.today, length=days, unit="working_days", calendar=work_calendar()).ends_on

    def _answered(self, line: int, number: int) -> Answered:
        if number % 17 == 11:
            return Answered(line=line, verdict=Verdict.FINDING, text=world()["texts"]["finding"])
        return Answered(line=line, verdict=Verdict.NO_RECORD if number % 5 == 4 else Verdict.CLEAN)

    def _screen_one(self, application: Application, *, finished: bool) -> None:
        broken = next((s for s in screened(application) if s.finding.outcome is Outcome.NOT_MET), None)
        if broken:
            proposal = self.act(
                propose_rejection, application=application, clause=broken.finding.clause,
                reason=broken.finding.because.zh, actor=self.officer,
            )  # fmt: skip
            if finished:
                self.act(confirm_rejection, proposal=proposal, actor=self.second)
            return
        words = [
            Judgement(
                clause=line.finding.clause, rule=line.rule, met=True, reason="已核对申报材料与部门反馈，符合本条。"
            )
            for line in screened(application)
            if line.open
        ]
        self.act(judge_clauses, application=application, judgements=words, actor=self.officer)
        if finished:
            self.act(accept_application, application=application, actor=self.officer)

    # --- notices --------------------------------------------------------------------------

    def _publish(self, kind: str) -> Notice:
        notice = Notice.objects.filter(edition=self.edition, kind=kind).first()
        if notice is None:
            notice = self.act(draft_notice, edition=self.edition, kind=kind, actor=self.officer)
        publisher = next(person for person in self.office.officers if person.pk != notice.drafted_by_id)
        return self.act(publish_notice, notice=notice, actor=publisher)

    def _on_notice(self, kind: str, objections: int) -> None:
        notice = self._publish(kind)
        for medium in notice.media:
            self.act(
                record_media, notice=notice, medium=medium if isinstance(medium, str) else medium["zh"],
                appeared_on=self.today, reference="演示：第 1 版", actor=self.officer,
            )  # fmt: skip
        for number, entry in enumerate(notice.entries[-objections:] if objections else []):
            self._object(notice, entry, upheld=number == 0)
        self.go_to(set_instant(notice.ends_at))
        self.next_morning(days=0)

    def _object(self, notice: Notice, entry: dict[str, Any], *, upheld: bool) -> None:
        self.next_morning()
        objection = self.act(
            register_objection, notice=notice, application=entry["application"], token=f"{self.random.random():.16f}",
            by=By(kind="person", name="市民王某某", contact="reader@example.invalid"),
            text="公示名单中的该单位去年曾发生质量投诉，请核实。",
        )  # fmt: skip
        self.act(admit_objection, objection=objection, actor=self.officer, examiner=self.second)
        objection.refresh_from_db()
        self.act(
            settle_objection, objection=objection, actor=self.second, state="upheld" if upheld else "dismissed",
            basis=BASIS,
            reasons="经调查属实，相关材料与事实不符。" if upheld else "经调查，投诉已于当年办结，与申报条件无关。",
        )  # fmt: skip

    def _acceptance(self) -> None:
        self._on_notice("acceptance", objections=2)

    def _result(self) -> None:
        self._on_notice("result", objections=1)

    def _result_running(self) -> None:
        notice = self._publish("result")
        entry = notice.entries[0]
        self.next_morning()
        self.act(
            register_objection, notice=notice, application=entry["application"], token=f"{self.random.random():.16f}",
            by=By(kind="unit", name="某行业协会", contact="office@example.invalid"), text="请核实该单位近年环保情况。",
        )  # fmt: skip

    # --- reviews --------------------------------------------------------------------------

    def _appoint(self, kind: StageKind) -> None:
        stage = EditionStage.objects.select_related("edition__regulation_version").get(edition=self.edition, kind=kind)
        needs, rows = panel_needs(stage), self.applications()
        by_members = scorer_seat(stage) == Seat.MEMBER_UNIT
        pool: Sequence[Any] = self.office.scorers if by_members else self.office.experts
        size = min(max(needs.at_least, 3), needs.at_most or 9, len(pool))
        panels = max(1, min(len(rows) // 8, len(pool) // size, 3)) if not by_members else 1
        for number in range(panels):
            members = pool[number * size : (number + 1) * size]
            self.act(
                appoint_panel, stage=stage, name=f"第{number + 1}评审组", members=members,
                leader=members[0] if needs.leader else None, applications=rows[number::panels], actor=self.officer,
            )  # fmt: skip

    def _score_all(self) -> None:
        stage = EditionStage.objects.get(edition=self.edition, opened_at__isnull=False, closed_at=None)
        for panel in stage.panels.order_by("id"):
            self._panel(panel)
        self.next_morning(days=5)
        self._decide(stage)

    def _score_half(self) -> None:
        stage = open_stage_of(self.edition)
        panels = list(Panel.objects.filter(stage=stage).order_by("id"))
        self._panel(panels[0], report=False)
        for panel in panels[1:]:
            self._sign(panel)

    def _sign(self, panel: Panel) -> None:
        for member in panel.members.select_related("person").order_by("id"):
            rows = PanelAssignment.objects.filter(panel=panel).values_list("pk", flat=True)
            self.act(
                sign_and_declare, panel=panel, signed_name=str(member.person),
                interests={pk: Interest(conflict=False) for pk in rows}, actor=member.person,
            )  # fmt: skip

    def _panel(self, panel: Panel, *, report: bool = True) -> None:
        self._sign(panel)
        self.next_morning()
        for sheet in ScoreSheet.objects.filter(assignment__panel=panel).select_related(
            "member__person", "assignment__panel__stage__edition__regulation_version", "assignment__application"
        ):
            self._sheet(sheet)
        leader = panel.members.filter(leads=True).select_related("person").first()
        if report and leader:
            self._report(panel, leader.person)

    def _sheet(self, sheet: ScoreSheet) -> None:
        stage = sheet.assignment.panel.stage
        merit = Random(f"{sheet.assignment.application_id}").gauss(58, 12)  # noqa: S311 - an invented merit
        if stage.kind == StageKind.PRESENTATION:
            points = Decimal(round(merit * 10 + self.random.randint(-40, 60)))
            self.act(
                score_presentation, sheet=sheet, points=max(Decimal(0), min(Decimal(1000), points)),
                comment="陈述清楚。", revision=sheet.scores.get().revision, actor=sheet.member.person,
            )  # fmt: skip
        else:
            self.act(score_sheet, sheet=sheet, scores=self._scores(stage, merit), actor=sheet.member.person)
        self.act(lock_sheet, sheet=sheet, actor=sheet.member.person)

    def _scores(self, stage: EditionStage, merit: float) -> dict[str, Scored]:
        texts = world()["texts"]
        return {
            item: Scored(
                percent=max(0, min(100, round((merit + self.random.gauss(0, 9)) / 5) * 5)),
                strengths=self.random.choice(texts["strengths"]),
                opportunities=self.random.choice(texts["opportunities"]),
            )
            for item in items_of(stage)
        }

    def _report(self, panel: Panel, leader: Any) -> None:
        merits = {row.pk: [sheet.total or Decimal(0) for sheet in row.sheets.all()] for row in panel.assignments.all()}
        conclusions = {
            pk: Conclusion(summary="优势明显，改进机会见评分表。", proposes=sum(totals) / max(len(totals), 1) >= 480)
            for pk, totals in merits.items()
        }
        self.act(
            save_report, panel=panel, body="评审组独立评分后汇总形成本报告。总体情况良好。", conclusions=conclusions,
            revision=0, actor=leader,
        )  # fmt: skip
        self.act(close_panel, panel=panel, actor=leader)

    def _decide(self, stage: EditionStage) -> None:
        stage = EditionStage.objects.select_related("edition__regulation_version").get(pk=stage.pk)
        if stage.kind == StageKind.PRESENTATION:
            return
        scores = scores_of(stage)
        if limit_of(stage, scores) is not None:
            self.act(apply_shortlist, stage=stage, actor=self.officer)
        rows = PanelAssignment.objects.filter(
            stage=stage, application__standing=Standing.IN_REVIEW, decision=None
        ).select_related("panel__stage__edition__regulation_version", "application")
        best = sorted(rows, key=lambda row: -scores[row.pk])
        for place, row in enumerate(best):
            passes = scores[row.pk] >= 450 and place < max(3, len(best) * 2 // 3)
            self.act(
                decide_passing, assignment=row, passes=passes, actor=self.officer,
                reason="评审组建议通过。" if passes else "得分偏低，评审组建议不进入下一环节。",
            )  # fmt: skip

    # --- deciding -------------------------------------------------------------------------

    def _evaluate(self) -> None:
        self.next_morning()
        for tie in ties_to_decide(self.edition):
            keys = {row.number or str(row.pk): row.pk for row in self.applications()}
            taken = [keys[key] for key in tie.candidates[: tie.places]]
            self.act(
                decide_tie, edition=self.edition, tier=tie.tier, chosen=taken, reason="委员会讨论决定。",
                actor=self.office.committee,
            )  # fmt: skip
        rows = {str(row.pk): row.pk for row in self.applications()}
        chosen: dict[str, list[int]] = {}
        for proposal in selection_of(self.edition).proposals:
            chosen.setdefault(proposal.tier, []).append(_row(proposal.candidate, rows, self.applications()))
        self.act(propose_winners, edition=self.edition, chosen=chosen, reason="按综合得分提出。", actor=self.officer)

    def _committee(self) -> None:
        self.next_morning(days=3)
        self.act(
            confirm_list, edition=self.edition, strikes={}, decided_on=self.today,
            text="全体会议审议通过。", actor=self.office.committee,
        )  # fmt: skip

    def _approve(self) -> None:
        self.next_morning(days=3)
        self.act(
            approve_list, edition=self.edition, document_number=f"演示〔{self.edition.year}〕1号",
            decided_on=self.today, actor=self.office.approver,
        )  # fmt: skip

    def _announce(self) -> None:
        self._publish("announcement")
        self.go_to(self.moment)
        for award in self.edition.awards.filter(prize_yuan__gt=0).order_by("id")[:1]:
            self.act(
                record_payment, award=award, yuan=award.prize_yuan,
                paid_on=self.today, payee=award.winner, voucher="演示-001",
                actor=self.officer,
            )  # fmt: skip
        self.next_morning()


def set_instant(moment: datetime | None) -> datetime:
    """An instant that stands by now; ValueError if it does not."""
    if moment is None:
        raise ValueError("no instant is set")
    return moment


def _kinds(regulation: Any) -> tuple[str, ...]:
    return tuple(form.applicant for form in regulation.forms)


def _row(key: str, rows: dict[str, int], applications: list[Application]) -> int:
    return rows.get(key) or next(row.pk for row in applications if row.number == key)


def _pass(walk: Walk) -> None:
    """Leave a stage just opened."""


_VALUES: dict[str, Callable[[OpenParameter], Any]] = {
    "working_days": lambda p: 5,
    "days": lambda p: 7,
    "years": lambda p: 3,
    "percent": lambda p: 50,
    "points": lambda p: 500,
    "yuan": lambda p: 100_000,
    "count": lambda p: 7,
    "months": lambda p: 12,
    "yes_no": lambda p: True,
    "date": lambda p: "2024-03-01",
    "choice": lambda p: p.choices[0],
    "text": lambda p: BASIS,
}
_WHOLE: dict[StageKind, Callable[[Walk], None]] = {
    StageKind.APPLICATION: Walk._receive_all,
    StageKind.QUALIFICATION: Walk._screen,
    StageKind.ACCEPTANCE_NOTICE: Walk._acceptance,
    StageKind.DOCUMENT_REVIEW: Walk._score_all,
    StageKind.ONSITE_REVIEW: Walk._score_all,
    StageKind.PRESENTATION: Walk._score_all,
    StageKind.OVERALL_EVALUATION: Walk._evaluate,
    StageKind.COMMITTEE_DECISION: Walk._committee,
    StageKind.RESULT_NOTICE: Walk._result,
    StageKind.APPROVAL: Walk._approve,
    StageKind.ANNOUNCEMENT: Walk._announce,
}
_HALF: dict[StageKind, Callable[[Walk], None]] = {
    **dict.fromkeys(StageKind, _pass),
    StageKind.APPLICATION: Walk._receive_half,
    StageKind.QUALIFICATION: lambda walk: walk._screen(share=0.5),
    StageKind.DOCUMENT_REVIEW: Walk._score_half,
    StageKind.ONSITE_REVIEW: Walk._score_half,
    StageKind.RESULT_NOTICE: Walk._result_running,
    StageKind.ANNOUNCEMENT: Walk._announce,
}
