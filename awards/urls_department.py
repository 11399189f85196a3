"""Addresses of departments and member units: what they are asked, and their answers."""

from django.urls import path

from .views import department

urlpatterns = [
    path("", department.inquiries_asked, name="inquiries_asked"),
    path("<int:pk>/<int:unit>/", department.answer, name="answer_inquiry"),
    path("<int:pk>/<int:unit>/workbook/", department.workbook, name="answers_workbook"),
    path("applicant/<int:pk>/", department.asked_application, name="asked_application"),
]
