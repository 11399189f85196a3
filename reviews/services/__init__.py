from .conflicts import declare_conflict, order_recusal
from .decisions import apply_shortlist, decide_passing
from .experts import enter_expert
from .locking import lock_sheet
from .members import add_member, choose_leader, release_member
from .panels import appoint_panel, assign_applications
from .reports import close_panel, save_report
from .scoring import Stale, score_item, score_presentation, score_sheet
from .undertakings import Interest, sign_and_declare, sign_undertaking
from .unsealing import agree_to_unseal, ask_to_open_early, ask_to_unlock, decline_to_unseal, note_early_reading

__all__ = [
    "Interest", "Stale", "add_member", "agree_to_unseal", "apply_shortlist", "appoint_panel", "ask_to_open_early",
    "ask_to_unlock", "assign_applications", "choose_leader", "close_panel", "decide_passing", "declare_conflict",
    "decline_to_unseal", "enter_expert", "lock_sheet", "note_early_reading", "order_recusal", "release_member",
    "save_report", "score_item", "score_presentation", "score_sheet", "sign_and_declare", "sign_undertaking",
]  # fmt: skip
