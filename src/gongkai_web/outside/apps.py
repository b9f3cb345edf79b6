from django.apps import AppConfig


class OutsideConfig(AppConfig):
    name = "gongkai_web.outside"
    verbose_name = "平台外机关报送"

    def ready(self) -> None:
        from datetime import timedelta

        from gongkai_web import ticks
        from gongkai_web.files import gate
        from gongkai_web.frame import tasks
        from gongkai_web.outside import limits, sayings
        from gongkai_web.outside.gate import reads
        from gongkai_web.outside.keeping import SCHEDULE
        from gongkai_web.outside.tasks import tasks as waiting
        from gongkai_web.vault import retention

        gate.register(reads)
        retention.register(SCHEDULE)
        tasks.register(waiting)
        ticks.register("outside.tidy", timedelta(hours=1), limits.forget)
        sayings.register_all()
