from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WorkflowConfig(AppConfig):
    name = "gongkai_web.workflow"
    verbose_name = "审批"

    def ready(self) -> None:
        from gongkai_web.frame import settings_cards, tasks
        from gongkai_web.workflow.shipped import keep_shipped
        from gongkai_web.workflow.tasks import CARD, approvals

        post_migrate.connect(keep_shipped, sender=self)
        tasks.register(approvals)
        settings_cards.register(CARD)
