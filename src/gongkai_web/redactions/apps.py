from datetime import timedelta

from django.apps import AppConfig


class RedactionsConfig(AppConfig):
    name = "gongkai_web.redactions"
    verbose_name = "遮盖"

    def ready(self) -> None:
        from gongkai_web import ticks
        from gongkai_web.files import gate
        from gongkai_web.letters import enclosing
        from gongkai_web.redactions import rules, sayings
        from gongkai_web.redactions.reasons import withheld
        from gongkai_web.redactions.working import work
        from gongkai_web.requests import withholding

        gate.register(rules.reads_result)
        gate.register_bar(rules.is_original)
        enclosing.register(rules.has_content_of_original)
        withholding.register(withheld)
        sayings.register_all()
        ticks.register("redactions", timedelta(seconds=1), work)
