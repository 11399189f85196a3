"""Experts, panels, score sheets."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Registers the review stages."""

    name = "reviews"

    def ready(self) -> None:
        from awards.stages import register

        from .stages import DocumentReview, OnsiteReview, Presentation

        for stage in (DocumentReview, OnsiteReview, Presentation):
            register(stage)
