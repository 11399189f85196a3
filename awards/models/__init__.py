from .after import Award, Ban, PrizePayment
from .application import Application, SectionAnswers, Standing
from .correction import CorrectionRequest
from .decision import Candidate, Decision, QuotaPlace
from .document import Document, Paper
from .edition import Edition, EditionStage, ParameterValue
from .evidence import EvidenceFile, Upload
from .false_material import FalseMaterial
from .inquiry import Inquiry, InquiryAnswer, InquiryLine, InquiryReminder, Verdict
from .mark import EmphasisMark
from .outcome import Result, StageOutcome
from .qualification import JudgedClause
from .recommendation import Recommendation
from .rejection import RejectionProposal
from .submission import Submission

__all__ = [
    "Application",
    "Award",
    "Ban",
    "Candidate",
    "CorrectionRequest",
    "Decision",
    "Document",
    "Edition",
    "EditionStage",
    "EmphasisMark",
    "EvidenceFile",
    "FalseMaterial",
    "Inquiry",
    "InquiryAnswer",
    "InquiryLine",
    "InquiryReminder",
    "JudgedClause",
    "Paper",
    "ParameterValue",
    "PrizePayment",
    "QuotaPlace",
    "Recommendation",
    "RejectionProposal",
    "Result",
    "SectionAnswers",
    "StageOutcome",
    "Standing",
    "Submission",
    "Upload",
    "Verdict",
]
