from datetime import timedelta
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PublishingConfig(AppConfig):
    name = "gongkai_web.publishing"
    verbose_name = "信息发布"

    def ready(self) -> None:
        from gongkai_web import ticks
        from gongkai_web.files import gate as files_gate
        from gongkai_web.files import purging
        from gongkai_web.publishing import frame, gate
        from gongkai_web.publishing.days import turn_day
        from gongkai_web.publishing.indexing import ItemSource
        from gongkai_web.publishing.pictures import stands_in_a_text
        from gongkai_web.publishing.releasing import release_due
        from gongkai_web.publishing.reviewing import KIND, ItemHandler
        from gongkai_web.search import source
        from gongkai_web.workflow import subjects

        frame.register()
        post_migrate.connect(_ship, sender=self)
        subjects.register(KIND, ItemHandler())
        files_gate.register(gate.may_download)
        purging.register(stands_in_a_text)
        ticks.register("publishing.release", timedelta(seconds=10), release_due)
        ticks.register("publishing.day", timedelta(minutes=5), turn_day)
        source.register(ItemSource())


def _ship(**_: Any) -> None:
    from gongkai_web.publishing.shipped import ship_columns

    ship_columns()
