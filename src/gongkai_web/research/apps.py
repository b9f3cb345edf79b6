from django.apps import AppConfig


class ResearchConfig(AppConfig):
    name = "gongkai_web.research"
    verbose_name = "年报数据"

    def ready(self) -> None:
        from datetime import timedelta

        from gongkai_web import ticks
        from gongkai_web.audit import sayings
        from gongkai_web.research import keeping, limits

        ticks.register("research.keep", timedelta(seconds=30), keeping.keep)
        ticks.register("research.tidy", timedelta(hours=1), limits.forget)
        sayings.register("research.limited", "年报数据：一个地址下载得太多，暂停一小时")
