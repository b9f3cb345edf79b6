from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "gongkai_web.requests"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        from datetime import timedelta

        from gongkai_web import ticks
        from gongkai_web.files import gate
        from gongkai_web.frame import sections, tasks
        from gongkai_web.letters import after_dispatch, offering, owners
        from gongkai_web.mailbox import converting
        from gongkai_web.publishing import starts
        from gongkai_web.requests import sayings, ticking
        from gongkai_web.requests.corrections import answering, period
        from gongkai_web.requests.corrections.services import SUBJECT as CORRECTION
        from gongkai_web.requests.corrections.tasks import tasks as corrections
        from gongkai_web.requests.filing import LetterOwner, offers, reads, reads_correction
        from gongkai_web.requests.from_mailbox import from_letter
        from gongkai_web.requests.kinds import CATEGORIES
        from gongkai_web.requests.retention import PAPERS, SCHEDULE
        from gongkai_web.requests.reviewing import tasks as reviews
        from gongkai_web.requests.rules import may_look
        from gongkai_web.requests.services import serving, writing
        from gongkai_web.requests.suggesting import tasks as suggestions
        from gongkai_web.requests.tasks import tasks as open_tasks
        from gongkai_web.requests.to_publish import from_request
        from gongkai_web.vault import retention

        sections.register(sections.Section("requests", "依申请公开", "requests", 250, may_look))
        tasks.register(open_tasks)
        tasks.register(corrections)
        tasks.register(reviews)
        tasks.register(suggestions)
        starts.register("request", from_request)
        gate.register(reads)
        gate.register(reads_correction)
        retention.register(SCHEDULE)
        retention.register(PAPERS)
        offering.register(writing.SUBJECT, offers)
        owners.register(writing.SUBJECT, LetterOwner())
        after_dispatch.register(writing.SUBJECT, writing.after_dispatch)
        after_dispatch.register_served(writing.SUBJECT, serving.after_service)
        owners.register(CORRECTION, answering.CorrectionOwner())
        after_dispatch.register(CORRECTION, answering.after_dispatch)
        converting.register(from_letter, CATEGORIES)
        sayings.register_all()
        ticks.register("requests", timedelta(minutes=10), ticking.recount)
        ticks.register("requests.corrections", timedelta(minutes=10), period.recount)
