from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChannelsConfig(AppConfig):
    name = "gongkai_web.channels"
    verbose_name = "发布渠道"

    def ready(self) -> None:
        from gongkai_web.channels import rules, setting
        from gongkai_web.channels.panel import context
        from gongkai_web.channels.photos import may_read
        from gongkai_web.files import gate
        from gongkai_web.frame import sections, settings_cards
        from gongkai_web.publishing import panels

        sections.register(sections.Section("channels", _("渠道"), "channels", 400, rules.may_look))
        settings_cards.register(setting.CARD)
        panels.register(panels.Panel("channels", _("公开渠道"), "channels/_panel.html", context))
        gate.register(may_read)
