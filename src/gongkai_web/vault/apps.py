from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "gongkai_web.vault"
    verbose_name = "个人信息"
