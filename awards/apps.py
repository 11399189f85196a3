"""Editions, applications, decisions, awards."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """Registers the stages that this app answers for."""

    name = "awards"

    def ready(self) -> None:
        from .stages import register
        from .stages.application import ApplicationStage
        from .stages.approval import ApprovalStage
        from .stages.committee_decision import CommitteeDecisionStage
        from .stages.overall_evaluation import OverallEvaluationStage
        from .stages.qualification import QualificationStage

        for stage in (
            ApplicationStage,
            QualificationStage,
            OverallEvaluationStage,
            CommitteeDecisionStage,
            ApprovalStage,
        ):
            register(stage)
