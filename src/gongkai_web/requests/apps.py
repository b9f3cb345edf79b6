from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "gongkai_web.requests"
    verbose_name = "依申请公开"
