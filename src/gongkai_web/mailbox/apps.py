from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class MailboxConfig(AppConfig):
    name = "gongkai_web.mailbox"
    verbose_name = "信箱"

    def ready(self) -> None:
        from gongkai_web import ticks
        from gongkai_web.audit import sayings
        from gongkai_web.files import gate
        from gongkai_web.frame import numbers, sections, settings_cards, tasks
        from gongkai_web.mailbox import notifying, ticking
        from gongkai_web.mailbox.filing import reads
        from gongkai_web.mailbox.finding import Letters
        from gongkai_web.mailbox.keeping import CONTENTS, SCHEDULE
        from gongkai_web.mailbox.replying import KIND, ReplyHandler
        from gongkai_web.mailbox.rules import may_look
        from gongkai_web.mailbox.setting import CARD
        from gongkai_web.mailbox.tasks import tasks as letters
        from gongkai_web.mailbox.words import WORDS
        from gongkai_web.publishing import besides
        from gongkai_web.vault import retention
        from gongkai_web.workflow import subjects

        besides.register(Letters())
        retention.register(SCHEDULE)
        retention.register(CONTENTS)
        subjects.register(KIND, ReplyHandler())
        sections.register(sections.Section("mailbox", "信箱", "mailbox", 260, may_look))
        settings_cards.register(CARD)
        tasks.register(letters)
        gate.register(reads)
        name, leads = gettext_lazy("来信编号"), gettext_lazy("到信箱“查看我的信”")
        numbers.register(numbers.Kind("X", "open_mailbox_query", name, leads))
        for key, words in WORDS.items():
            sayings.register(key, words)
        ticks.register("mailbox.recount", timedelta(minutes=10), ticking.recount)
        ticks.register("mailbox.tidy", timedelta(hours=1), ticking.tidy)
        ticks.register("mailbox.notices", timedelta(minutes=1), notifying.tick)
