from .drafts import discard_draft, draft_notice, edit_notice
from .examination import admit_objection, settle_objection
from .media import record_media
from .objections import register_objection
from .publishing import publish_notice

__all__ = [
    "admit_objection", "discard_draft", "draft_notice", "edit_notice", "publish_notice", "record_media",
    "register_objection", "settle_objection",
]  # fmt: skip
