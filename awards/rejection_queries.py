"""Reading proposed rejections: the one that waits on an application, those that wait in a stage, what was sent back."""

from django.db.models import QuerySet

from schemes.regulation import Clause, Text
from schemes.regulation.organs import WrittenResult

from .models import Application, EditionStage, RejectionProposal, Result, StageOutcome, Standing
from .queries import regulation_of, stage_clause


def waiting_rejection(application: Application) -> RejectionProposal | None:
    """The proposal that another officer still has to decide."""
    return application.rejections.filter(decided_at=None).select_related("proposed_by").first()


def rejections_to_confirm(stage: EditionStage) -> QuerySet[RejectionProposal]:
    """Those of a stage's edition on applications that are still undecided, the oldest first."""
    rows = RejectionProposal.objects.filter(application__edition=stage.edition_id, decided_at=None)
    return rows.filter(application__standing=Standing.IN_REVIEW).order_by("id")


def sent_back(application: Application) -> QuerySet[RejectionProposal]:
    """Proposals that another officer did not confirm, the latest first."""
    return application.rejections.filter(confirmed=False).select_related("proposed_by", "decided_by").order_by("-id")


def waits_for_confirmation(proposal: RejectionProposal) -> Text:
    """Why nothing else can be decided meanwhile."""
    who = proposal.proposed_by
    return Text(
        zh=f"{who}已提出不予受理，待另一名工作人员复核；复核前不能作出其他决定。",
        en=f"{who} proposed a rejection; another officer confirms it or sends it back before anything else is decided.",
    )


def unwritten_results(stage: EditionStage) -> QuerySet[StageOutcome]:
    """Failures of a stage whose written result is not made yet (OH-14.2)."""
    return stage.outcomes.filter(result=Result.FAILED, document__made_at=None)


def written_result_clause(stage: EditionStage) -> Clause:
    """The clause that orders the written results of a stage; the stage's own where the regulation is silent."""
    rules = regulation_of(stage.edition).rules(WrittenResult)
    return next((clause for clause, rule in rules if stage.kind in rule.stages), None) or stage_clause(stage)
