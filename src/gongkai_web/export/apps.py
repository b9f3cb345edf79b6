from django.apps import AppConfig


class ExportConfig(AppConfig):
    name = "gongkai_web.export"
    verbose_name = "静态导出"

    def ready(self) -> None:
        from gongkai_web import ticks
        from gongkai_web.export.setting import CARD
        from gongkai_web.export.tasks import tasks as open_tasks
        from gongkai_web.export.ticks import EVERY, start_due
        from gongkai_web.frame import settings_cards, tasks

        settings_cards.register(CARD)
        tasks.register(open_tasks)
        ticks.register("export.start", EVERY, start_due)
