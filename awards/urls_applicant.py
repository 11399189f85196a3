"""Addresses of applicants and recommending units."""

from django.urls import path

from .views import recommender
from .views.applicant import (
    application,
    colleagues,
    corrections,
    eligibility,
    files,
    findings,
    home,
    organisations,
    sections,
    submission,
)

urlpatterns = [
    path("my/", home.my_applications, name="my_applications"),
    path("my/organisation/", organisations.register_organisation, name="register_organisation"),
    path("my/organisation/<int:pk>/people/", colleagues.colleagues, name="colleagues"),
    path("my/organisation/<int:pk>/people/<int:person>/", colleagues.colleague, name="colleague"),
    path("my/organisation/<int:pk>/people/<int:person>/end/", colleagues.end_colleague, name="end_colleague"),
    path("my/invitation/<int:pk>/back/", colleagues.invitation_back, name="invitation_back"),
    path("my/invitation/<int:pk>/<slug:mark>/", colleagues.invitation, name="invitation"),
    path("my/organisation/<int:pk>/record/", findings.organisation_record, name="organisation_record"),
    path("my/check/<int:edition>/", eligibility.eligibility, name="eligibility"),
    path("my/applications/<int:pk>/", application.application, name="application"),
    path("my/applications/<int:pk>/conditions/", findings.findings, name="application_findings"),
    path("my/applications/<int:pk>/read/", application.preview, name="preview"),
    path("my/applications/<int:pk>/form.pdf", application.application_pdf, name="application_pdf"),
    path("my/applications/<int:pk>/submit/", submission.submit, name="submit"),
    path("my/applications/<int:pk>/receipt/", submission.receipt, name="receipt"),
    path("my/applications/<int:pk>/recommender/", submission.recommender, name="recommender"),
    path("my/applications/<int:pk>/withdraw/", submission.withdraw, name="withdraw"),
    path("my/applications/<int:pk>/resume/", submission.resume, name="resume"),
    path("my/applications/<int:pk>/evidence/<slug:question>/", files.evidence_upload, name="evidence_upload"),
    path("my/applications/<int:pk>/section/<slug:section>/", sections.section, name="section"),
    path("my/applications/<int:pk>/section/<slug:section>/save/", sections.section_save, name="section_save"),
    path("my/corrections/<int:pk>/", corrections.correction, name="correction"),
    path("my/corrections/<int:pk>/<slug:section>/", corrections.correction_section, name="correction_section"),
    path("my/corrections/<int:pk>/<slug:section>/save/", corrections.correction_save, name="correction_save"),
    path("my/upload/<slug:key>/", files.upload_piece, name="upload_piece"),
    path("my/evidence/<int:pk>/remove/", files.evidence_remove, name="evidence_remove"),
    path("evidence/<int:pk>/", files.evidence_file, name="evidence_file"),
    path("recommend/", recommender.recommendations, name="recommendations"),
    path("recommend/<int:pk>/", recommender.recommend, name="recommend"),
]
