"""What standings, results and states are called on pages."""

from django.utils.translation import gettext_lazy as _

from .models import Result, Standing, Verdict

STANDINGS = {
    Standing.DRAFT: (_("Draft"), ""),
    Standing.SUBMITTED: (_("Submitted"), "info"),
    Standing.WITHDRAWN: (_("Withdrawn"), ""),
    Standing.LAPSED: (_("Lapsed"), ""),
    Standing.IN_REVIEW: (_("In review"), "info"),
    Standing.REJECTED: (_("Not accepted"), "bad"),
    Standing.DISQUALIFIED: (_("Disqualified"), "bad"),
    Standing.NOT_PASSED: (_("Did not pass"), "bad"),
    Standing.PROPOSED: (_("Proposed"), "seal"),
    Standing.AWARD_LOST: (_("Award lost"), "bad"),
    Standing.NOT_AWARDED: (_("Not awarded"), ""),
    Standing.AWARDED: (_("Awarded"), "good"),
}
RESULTS = {
    Result.PASSED: _("Passed"),
    Result.FAILED: _("Did not pass"),
    Result.DISQUALIFIED: _("Disqualified"),
    Result.LAPSED: _("Lapsed"),
    Result.PROPOSED: _("Proposed"),
    Result.NOT_PROPOSED: _("Not proposed"),
    Result.AWARD_LOST: _("Award lost"),
    Result.AWARDED: _("Awarded"),
}
CANDIDATES = {
    "proposed": (_("Proposed by the office"), "info"),
    "confirmed": (_("Confirmed by the committee"), "info"),
    "approved": (_("Approved"), "good"),
    "awarded": (_("Awarded"), "good"),
    "fallen": (_("Lost after the notice"), "bad"),
    "struck": (_("Struck by the committee"), "bad"),
}
DECISIONS = {
    ("evaluation", True): _("The office confirmed the list of proposed winners"),
    ("tie", True): _("The committee decided a tie"),
    ("committee", True): _("The committee decided on the list"),
    ("approval", True): _("The list was approved"),
    ("approval", False): _("The list was returned to the committee"),
}
VERDICTS: dict[str, tuple[object, str]] = {
    Verdict.CLEAN: (_("Nothing against it"), "good"),
    Verdict.FINDING: (_("Something was found"), "bad"),
    Verdict.NO_RECORD: (_("No record here"), "info"),
}
REPLIES: dict[str, tuple[object, str]] = {
    **VERDICTS,
    "waiting": (_("Not answered yet"), ""),
    "unanswered": (_("Unanswered when due"), "warn"),
}
ACTS = {
    "start_application": _("Application started"),
    "submit_application": _("Handed in"),
    "withdraw_application": _("Withdrawn"),
    "choose_recommender": _("Recommending unit chosen"),
    "recommend": _("Recommended"),
    "return_application": _("Returned by the recommending unit"),
    "mark_emphasis": _("Marks were set"),
    "judge_clause": _("A clause was judged"),
    "stage_outcome": _("Result of a stage"),
    "receive_file": _("File received"),
    "remove_file": _("File removed"),
    "save_section": _("Section saved"),
    "request_correction": _("A correction was asked for"),
    "answer_correction": _("Corrected"),
    "correction_lapsed": _("The correction ran out"),
    "end_correction": _("The correction was ended"),
    "propose_rejection": _("A rejection was proposed"),
    "confirm_rejection": _("The rejection was confirmed"),
    "send_back_rejection": _("The rejection was sent back"),
    "drop_rejection": _("The proposed rejection fell away"),
    "propose_false_material": _("False material was proposed"),
    "confirm_false_material": _("False material was confirmed"),
    "drop_false_material": _("False material was not confirmed"),
    "admit_objection": _("An objection is examined"),
    "settle_objection": _("An objection is settled"),
}


def standing_label(standing: str) -> dict[str, object]:
    """A standing's badge."""
    label, kind = STANDINGS[Standing(standing)]
    return {"label": label, "kind": kind}
