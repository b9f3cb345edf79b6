from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "gongkai_web.portal"
    label = "portal"
    verbose_name = "公开门户"

    def ready(self) -> None:
        from gongkai_web.frame import public_pages
        from gongkai_web.portal import following, settings_card
        from gongkai_web.portal.frames import organ_page

        public_pages.register(organ_page)
        following.begin()
        settings_card.register()
