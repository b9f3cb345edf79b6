from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AffairsConfig(AppConfig):
    name = "gongkai_web.affairs"
    verbose_name = "公开事项"

    def ready(self) -> None:
        from gongkai_web.affairs import finding
        from gongkai_web.affairs.panel import context
        from gongkai_web.affairs.rules import may_look
        from gongkai_web.affairs.tasks import tasks as open_tasks
        from gongkai_web.frame import sections, tasks
        from gongkai_web.publishing import journal, labels, panels

        sections.register(sections.Section("affairs", _("五公开"), "affairs", 300, may_look))
        tasks.register(open_tasks)
        labels.register(finding.labels)
        journal.LOG.follow("affair", finding.touched)
        panels.register(panels.Panel("affairs", _("所属事项"), "affairs/_panel.html", context))
