from .notice import MediaEvidence, Notice, NoticeKind
from .objection import Answer, Objection, ObjectionState, Objector

__all__ = ["Answer", "MediaEvidence", "Notice", "NoticeKind", "Objection", "ObjectionState", "Objector"]
