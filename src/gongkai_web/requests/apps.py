from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "gongkai_web.requests"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        from datetime import timedelta

        from gongkai_web import ticks
        from gongkai_web.files import gate
        from gongkai_web.frame import sections, tasks
        from gongkai_web.letters import after_dispatch, owners
        from gongkai_web.mailbox import converting
        from gongkai_web.requests import sayings, ticking
        from gongkai_web.requests.filing import LetterOwner, reads
        from gongkai_web.requests.from_mailbox import from_letter
        from gongkai_web.requests.kinds import CATEGORIES
        from gongkai_web.requests.retention import SCHEDULE
        from gongkai_web.requests.rules import may_look
        from gongkai_web.requests.services import writing
        from gongkai_web.requests.tasks import tasks as open_tasks
        from gongkai_web.vault import retention

        sections.register(sections.Section("requests", "依申请公开", "requests", 250, may_look))
        tasks.register(open_tasks)
        gate.register(reads)
        retention.register(SCHEDULE)
        owners.register(writing.SUBJECT, LetterOwner())
        after_dispatch.register(writing.SUBJECT, writing.after_dispatch)
        converting.register(from_letter, CATEGORIES)
        sayings.register_all()
        ticks.register("requests", timedelta(minutes=10), ticking.recount)
