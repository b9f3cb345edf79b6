from datetime import timedelta

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "gongkai_web.letters"
    verbose_name = "文书"

    def ready(self) -> None:
        from gongkai_web import ticks
        from gongkai_web.files import gate as files_gate
        from gongkai_web.letters import frame, gate, sayings  # noqa: F401
        from gongkai_web.letters.approving import LetterHandler
        from gongkai_web.letters.converting import convert_due
        from gongkai_web.letters.drafting import KIND
        from gongkai_web.letters.keeping import SCHEDULE
        from gongkai_web.vault import retention
        from gongkai_web.workflow import subjects

        frame.register()
        retention.register(SCHEDULE)
        subjects.register(KIND, LetterHandler())
        files_gate.register(gate.may_download)
        ticks.register("letters.pdf", timedelta(seconds=5), convert_due)
