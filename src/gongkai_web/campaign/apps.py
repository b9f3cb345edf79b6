from datetime import timedelta

from django.apps import AppConfig


class CampaignConfig(AppConfig):
    name = "gongkai_web.campaign"
    verbose_name = "年报报送"

    def ready(self) -> None:
        from gongkai_web import ticks
        from gongkai_web.campaign import notifying, sayings
        from gongkai_web.campaign.gate import reads
        from gongkai_web.campaign.rules import has_section
        from gongkai_web.campaign.tasks import tasks as to_do
        from gongkai_web.files import gate
        from gongkai_web.frame import sections, tasks

        gate.register(reads)
        sections.register(sections.Section("campaign", "年报报送", "campaigns", 275, has_section))
        tasks.register(to_do)
        sayings.register_all()
        ticks.register("campaign.notices", timedelta(minutes=1), notifying.tick)
