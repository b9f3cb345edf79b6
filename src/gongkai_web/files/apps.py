from datetime import timedelta

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "gongkai_web.files"
    verbose_name = "文件"

    def ready(self) -> None:
        from gongkai_web import ticks
        from gongkai_web.files import keys
        from gongkai_web.files.purging import purge
        from gongkai_web.vault import elsewhere

        elsewhere.register(keys.ELSEWHERE)
        ticks.register("files.seal", timedelta(hours=6), lambda now: keys.seal_old())
        ticks.register("files.purge", timedelta(hours=6), lambda now: purge(now=now))
