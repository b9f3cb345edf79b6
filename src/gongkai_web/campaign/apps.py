from django.apps import AppConfig


class CampaignConfig(AppConfig):
    name = "gongkai_web.campaign"
    verbose_name = "年报报送"

    def ready(self) -> None:
        from gongkai_web.campaign import sayings
        from gongkai_web.campaign.gate import reads
        from gongkai_web.files import gate

        gate.register(reads)
        sayings.register_all()
