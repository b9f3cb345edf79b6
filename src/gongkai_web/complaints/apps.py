from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "gongkai_web.complaints"
    verbose_name = "投诉举报"

    def ready(self) -> None:
        from gongkai_web.audit import sayings
        from gongkai_web.complaints.keeping import SCHEDULE
        from gongkai_web.complaints.tasks import tasks as complaints
        from gongkai_web.complaints.words import WORDS
        from gongkai_web.frame import tasks
        from gongkai_web.vault import retention

        tasks.register(complaints)
        retention.register(SCHEDULE)
        for key, words in WORDS.items():
            sayings.register(key, words)
