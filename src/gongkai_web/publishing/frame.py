"""What publishing puts into the frame of the back office: its sections, its settings, its tasks."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_web.frame import sections, settings_cards
from gongkai_web.frame import tasks as frame_tasks
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.models import ColumnChain
from gongkai_web.publishing.numbers import preview
from gongkai_web.publishing.practice import columns_of, practice_of
from gongkai_web.publishing.rules import may_configure, works_in
from gongkai_web.publishing.tasks import tasks


def register() -> None:
    """Called when the app is ready."""
    frame_tasks.register(tasks)
    for section in (
        sections.Section("items", gettext_lazy("事项"), "items", 100, works_in),  # type: ignore[arg-type]
        sections.Section("documents", gettext_lazy("规范性文件"), "documents", 150, works_in),  # type: ignore[arg-type]
        sections.Section("withheld", gettext_lazy("不公开登记"), "withheld", 160, works_in),  # type: ignore[arg-type]
    ):
        sections.register(section)
    for card in (
        settings_cards.Card(
            "practice",
            gettext_lazy("发布方式"),  # type: ignore[arg-type]
            gettext_lazy("索引号、机关代字、检查用的词和号码、审核通过以后怎样发布"),  # type: ignore[arg-type]
            "practice",
            40,
            _practice_now,
            may_configure,
        ),
        settings_cards.Card(
            "columns",
            gettext_lazy("栏目"),  # type: ignore[arg-type]
            gettext_lazy("用哪些栏目，本机关自己加哪些"),  # type: ignore[arg-type]
            "columns",
            50,
            _columns_now,
            may_configure,
        ),
        settings_cards.Card(
            "column_chains",
            gettext_lazy("各栏目的审核流程"),  # type: ignore[arg-type]
            gettext_lazy("哪些栏目不走平时的审核流程"),  # type: ignore[arg-type]
            "column_chains",
            35,
            _chains_now,
            may_configure,
        ),
    ):
        settings_cards.register(card)


def _practice_now(organ: Organ, day: date) -> str:
    practice = practice_of(organ)
    try:
        number = preview(organ, practice.index_pattern, practice.index_organ_code, day)
    except PublishingError:
        return _("索引号的格式要改")
    how = _("审核通过就发布") if practice.release_at_once else _("审核通过后由人发布")
    return _("下一个索引号 %(number)s；%(how)s") % {"number": number, "how": how}


def _columns_now(organ: Organ, day: date) -> str:
    used = columns_of(organ)
    return _("在用 %(all)s 个，其中本机关自己加的 %(own)s 个") % {
        "all": used.count(),
        "own": used.filter(organ=organ).count(),
    }


def _chains_now(organ: Organ, day: date) -> str:
    own = ColumnChain.objects.filter(organ=organ, chain__retired=False).count()
    return _("%(number)s 个栏目另有流程") % {"number": own} if own else _("全部栏目走同一个流程")
