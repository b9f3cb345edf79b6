from django.apps import AppConfig


class AnnualConfig(AppConfig):
    name = "gongkai_web.annual"
    verbose_name = "年报"

    def ready(self) -> None:
        from gongkai_web.annual import sayings
        from gongkai_web.annual.filing import reads
        from gongkai_web.annual.rules import may_look
        from gongkai_web.annual.signing import said_of_item
        from gongkai_web.annual.tasks import tasks as begun
        from gongkai_web.annual.wording import CARD
        from gongkai_web.files import gate
        from gongkai_web.frame import sections, settings_cards, tasks
        from gongkai_web.publishing import keepers

        sections.register(sections.Section("annual", "年报", "annual", 270, may_look))
        settings_cards.register(CARD)
        gate.register(reads)
        keepers.register(said_of_item)
        sayings.register_all()
        tasks.register(begun)
