from django.apps import AppConfig


class ApplicantsConfig(AppConfig):
    name = "gongkai_web.applicants"
    verbose_name = "申请人"

    def ready(self) -> None:
        from datetime import timedelta

        from django.utils.translation import gettext_lazy

        from gongkai_web import ticks
        from gongkai_web.applicants import corresponding, drafts, limits, notifying
        from gongkai_web.applicants.keeping import SCHEDULE
        from gongkai_web.applicants.tasks import tasks as messages
        from gongkai_web.applicants.tasks import unread
        from gongkai_web.applicants.words import WORDS
        from gongkai_web.audit import sayings
        from gongkai_web.files import gate
        from gongkai_web.frame import numbers, tasks
        from gongkai_web.letters import delivering
        from gongkai_web.requests import handing_over
        from gongkai_web.requests.beside import register_marks
        from gongkai_web.requests.corrections.services import SUBJECT as CORRECTION
        from gongkai_web.requests.services.writing import SUBJECT
        from gongkai_web.vault import retention

        gate.register_holding(corresponding.may_take)
        delivering.register_reached(SUBJECT, corresponding.has_page)
        delivering.register_reached(CORRECTION, corresponding.correction_has_page)
        handing_over.register_heard(corresponding.handed_over)
        tasks.register(messages)
        register_marks(unread)
        ticks.register("applicants.tidy", timedelta(hours=1), limits.forget)
        ticks.register("applicants.notices", timedelta(minutes=1), notifying.tick)
        retention.register(SCHEDULE)
        retention.register(
            retention.Schedule(
                "request_drafts", "网上申请的草稿", "最后一次保存后 7 天", "只为填表而保存，不含证件图片", drafts.erase
            )
        )
        query, leads = "my_request_query", gettext_lazy("到“查询我的申请”")
        numbers.register(numbers.Kind("", query, gettext_lazy("申请编号"), leads))
        numbers.register(numbers.Kind("G", query, gettext_lazy("更正编号"), leads))
        for key, words in WORDS.items():
            sayings.register(key, words)
