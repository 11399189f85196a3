from .appointing import AddMemberForm, AppointForm, AssignForm, RecuseForm
from .deciding import DecisionForm, ReasonForm
from .declaring import InterestForm, UndertakingForm
from .reporting import ReportForm
from .scoring import ItemForm, PresentationForm
from .unsealing import UnsealingForm

__all__ = [
    "AddMemberForm", "AppointForm", "AssignForm", "DecisionForm", "InterestForm", "ItemForm", "PresentationForm",
    "ReasonForm", "RecuseForm", "ReportForm", "UndertakingForm", "UnsealingForm",
]  # fmt: skip
