from django.apps import AppConfig


class OrgansConfig(AppConfig):
    name = "gongkai_web.organs"
    verbose_name = "机构与人员"

    def ready(self) -> None:
        from gongkai_web.organs import signals  # noqa: F401
