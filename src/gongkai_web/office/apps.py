from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "gongkai_web.office"
    verbose_name = "办公"

    def ready(self) -> None:
        from gongkai_web.frame.sections import Section, register
        from gongkai_web.office import cards, log_words, own_tasks  # noqa: F401
        from gongkai_web.organs.rules import may_audit

        register(Section(key="people", label=_("人员"), url_name="people", order=900))
        register(Section(key="settings", label=_("设置"), url_name="settings", order=910))
        register(Section(key="log", label=_("日志"), url_name="log", order=920, shown=may_audit))
        cards.register_all()
        log_words.register_all()
