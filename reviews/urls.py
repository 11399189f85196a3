"""Addresses of the reviews: scorers' pages, and the office's under the edition."""

from django.urls import path

from .views import declaring, expert, report, sheet
from .views.office import panels, people, results, seal

urlpatterns = [
    path("", expert.home, name="reviews"),
    path("panels/<int:pk>/undertaking/", declaring.undertaking, name="undertaking"),
    path("panels/<int:pk>/report/", report.panel_report, name="panel_report"),
    path("applications/<int:pk>/", expert.review_application, name="review_application"),
    path("applications/<int:pk>/interest/", declaring.interest, name="declare_interest"),
    path("evidence/<int:pk>/", expert.review_evidence, name="review_evidence"),
    path("sheets/<int:pk>/", sheet.sheet, name="sheet"),
    path("sheets/<int:pk>/items/<slug:item>/", sheet.item_save, name="item_save"),
    path("sheets/<int:pk>/presentation/", sheet.presentation_save, name="presentation_save"),
    path("office/editions/<int:edition>/panels/", panels.office_panels, name="office_panels"),
    path("office/stages/<int:pk>/appoint/", panels.appoint, name="appoint_panel"),
    path("office/panels/<int:pk>/", people.office_panel, name="office_panel"),
    path("office/panels/<int:pk>/members/", people.add, name="panel_member_add"),
    path("office/panels/<int:pk>/applications/", people.assign, name="panel_assign"),
    path("office/members/<int:pk>/lead/", people.lead, name="panel_member_lead"),
    path("office/members/<int:pk>/release/", people.release, name="panel_member_release"),
    path("office/panels/<int:pk>/recusals/", people.recuse, name="panel_recuse"),
    path("office/panels/<int:pk>/seal/", seal.panel_seal, name="panel_seal"),
    path("office/unsealings/<int:pk>/", seal.answer, name="unsealing_answer"),
    path("office/editions/<int:edition>/scoring/", results.office_scoring, name="office_scoring"),
    path("office/stages/<int:pk>/shortlist/", results.shortlist, name="apply_shortlist"),
    path("office/applications/<int:pk>/", results.office_review, name="office_review"),
    path("office/applications/<int:pk>/decision/", results.decide, name="decide_passing"),
]
