"""Addresses of the public site, and of the office's notices and objections."""

from django.urls import path

from .views import checking, objecting, office_notices, office_objections, public, verification

urlpatterns = [
    path("", public.home, name="home"),
    path("awards/", public.awards, name="awards"),
    path("awards/<slug:scheme>/", public.scheme, name="scheme"),
    path("awards/<slug:scheme>/check/", checking.check, name="check"),
    path("awards/<slug:scheme>/<str:version>/<str:clause>/", public.rule, name="rule"),
    path("calls/", public.calls, name="calls"),
    path("notices/", public.notices, name="notices"),
    path("notices/<slug:number>/", public.notice, name="notice"),
    path("notices/<slug:number>/document/", public.notice_pdf, name="notice_pdf"),
    path("notices/<slug:number>/objection/", objecting.objection, name="objection"),
    path("objections/", objecting.objection_status, name="objection_status"),
    path("winners/", public.winners, name="winners"),
    path("verify/", verification.verify, name="verify"),
    path("verify/<str:number>/<str:code>/", verification.verify_award, name="verify_award"),
    path("privacy/", public.privacy, name="privacy"),
    path("accessibility/", public.accessibility, name="accessibility"),
    path("office/editions/<int:edition>/notices/", office_notices.notices, name="office_notices"),
    path("office/notices/<int:pk>/", office_notices.notice, name="office_notice"),
    path("office/notices/<int:pk>/preview/", office_notices.preview, name="office_notice_preview"),
    path("office/notices/<int:pk>/publish/", office_notices.publish, name="publish_notice"),
    path("office/notices/<int:pk>/discard/", office_notices.discard, name="discard_notice"),
    path("office/notices/<int:pk>/media/", office_notices.media, name="notice_media"),
    path("office/editions/<int:edition>/objections/", office_objections.objections, name="office_objections"),
    path("office/objections/<int:pk>/", office_objections.objection, name="office_objection"),
    path("office/objections/<int:pk>/admit/", office_objections.admit, name="admit_objection"),
    path("office/objections/<int:pk>/settle/", office_objections.settle, name="settle_objection"),
    path("office/objections/<int:pk>/objector/", office_objections.objector, name="objector"),
    path("office/objections/<int:pk>/file/", office_objections.file, name="objection_file"),
]
