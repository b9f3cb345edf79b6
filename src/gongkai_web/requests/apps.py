from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "gongkai_web.requests"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        from datetime import timedelta

        from gongkai_web import ticks
        from gongkai_web.files import gate
        from gongkai_web.frame import sections, tasks
        from gongkai_web.requests import sayings, ticking
        from gongkai_web.requests.filing import reads
        from gongkai_web.requests.rules import may_look
        from gongkai_web.requests.tasks import tasks as open_tasks

        sections.register(sections.Section("requests", "依申请公开", "requests", 250, may_look))
        tasks.register(open_tasks)
        gate.register(reads)
        sayings.register_all()
        ticks.register("requests", timedelta(minutes=10), ticking.recount)
