from .conflict import ConflictDeclaration, Recusal, Undertaking
from .decision import PassDecision
from .expert import Expert
from .panel import CommentsPer, Panel, PanelAssignment, PanelMember, PanelUserPermission
from .report import PanelReport, ReportLine
from .sheet import ItemScore, ScoreSheet
from .unsealing import Unsealing

__all__ = [
    "CommentsPer", "ConflictDeclaration", "Expert", "ItemScore", "Panel", "PanelAssignment", "PanelMember",
    "PanelReport", "PanelUserPermission", "PassDecision", "Recusal", "ReportLine", "ScoreSheet", "Undertaking",
    "Unsealing",
]  # fmt: skip
