from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "gongkai_web.disputes"
    verbose_name = "复议诉讼"

    def ready(self) -> None:
        from gongkai_web.disputes import in_requests, sayings
        from gongkai_web.disputes.gate import reads
        from gongkai_web.disputes.retention import PAPERS, SCHEDULE
        from gongkai_web.disputes.rules import may_look
        from gongkai_web.disputes.tasks import tasks as near
        from gongkai_web.files import gate
        from gongkai_web.frame import sections, tasks
        from gongkai_web.vault import retention

        sections.register(sections.Section("disputes", "复议诉讼", "disputes", 260, may_look))
        tasks.register(near)
        gate.register(reads)
        retention.register(SCHEDULE)
        retention.register(PAPERS)
        sayings.register_all()
        in_requests.register()
