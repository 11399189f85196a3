"""Addresses of the office, the committee and the approver."""

from django.urls import path

from .views import approver, committee
from .views.office import (
    applications,
    awards,
    corrections,
    editions,
    evaluation,
    false_material,
    home,
    inquiries,
    marks,
    screening,
)

urlpatterns = [
    path("", home.office, name="office"),
    path("open/", editions.open_an_edition, name="open_edition"),
    path("open/<slug:scheme>/", editions.open_an_edition, name="open_edition"),
    path("editions/<int:pk>/", editions.office_edition, name="office_edition"),
    path("editions/<int:pk>/parameters/<slug:name>/", editions.parameter, name="parameter"),
    path("editions/<int:pk>/applications/", applications.office_applications, name="office_applications"),
    path("editions/<int:pk>/screening/", screening.screening, name="screening"),
    path("editions/<int:pk>/inquiries/", inquiries.inquiries, name="inquiries"),
    path("editions/<int:pk>/inquiries/ask/", inquiries.ask, name="ask"),
    path("inquiries/<int:pk>/", inquiries.inquiry, name="inquiry"),
    path("editions/<int:pk>/evaluation/", evaluation.evaluation, name="evaluation"),
    path("editions/<int:pk>/decisions/", evaluation.decisions, name="decisions"),
    path("editions/<int:pk>/awards/", awards.awards_of, name="awards_of"),
    path("editions/<int:pk>/prizes/", awards.prizes, name="prizes"),
    path("stages/<int:pk>/open/", editions.stage_open, name="stage_open"),
    path("stages/<int:pk>/close/", editions.stage_close, name="stage_close"),
    path("applications/<int:pk>/", applications.office_application, name="office_application"),
    path("applications/<int:pk>/screen/", screening.screen, name="screen"),
    path("applications/<int:pk>/accept/", screening.screen_accept, name="screen_accept"),
    path("applications/<int:pk>/reject/", screening.screen_reject, name="screen_reject"),
    path("applications/<int:pk>/correction/", corrections.correction_ask, name="correction_ask"),
    path("applications/<int:pk>/false-material/", false_material.false_material, name="false_material"),
    path("applications/<int:pk>/marks/", marks.mark, name="mark_emphasis"),
    path("bans/", false_material.bans, name="bans"),
    path("awards/<int:pk>/certificate/", awards.certificate, name="certificate"),
    path("awards/<int:pk>/payment/", awards.prize_payment, name="prize_payment"),
    path("documents/<int:pk>/", awards.document, name="document"),
    path("committee/", committee.committee, name="committee"),
    path("committee/<int:pk>/", committee.committee_edition, name="committee_edition"),
    path("committee/<int:pk>/tie/", committee.committee_tie, name="committee_tie"),
    path("approval/", approver.approval, name="approval"),
    path("approval/<int:pk>/", approver.approval_edition, name="approval_edition"),
]
