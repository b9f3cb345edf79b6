from datetime import timedelta

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "gongkai_web.dossiers"
    verbose_name = "卷宗"

    def ready(self) -> None:
        from gongkai_web import ticks
        from gongkai_web.dossiers import making, sayings
        from gongkai_web.dossiers.erasing import SCHEDULE
        from gongkai_web.vault import retention

        sayings.register_all()
        retention.register(SCHEDULE)
        ticks.register("dossiers", timedelta(seconds=2), making.work)
