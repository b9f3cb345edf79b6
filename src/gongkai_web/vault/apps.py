from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "gongkai_web.vault"
    verbose_name = "个人信息"

    def ready(self) -> None:
        from gongkai_web import ticks
        from gongkai_web.vault.retention import EVERY, erase_due

        ticks.register("retention", EVERY, erase_due)
