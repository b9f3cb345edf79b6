"""The card of the export among the settings."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_web.export.rules import may_export
from gongkai_web.export.selectors import last_done
from gongkai_web.export.services import own_site
from gongkai_web.frame.settings_cards import Card
from gongkai_web.organs.models import Organ


def _now(organ: Organ, day: date) -> str:
    last = last_done(own_site(organ))
    if last is None or last.ended_at is None:
        return _("还没有导出过")
    return _("最近一次 %(day)s") % {"day": date_format(timezone.localtime(last.ended_at))}


CARD = Card(
    key="export",
    title=gettext_lazy("导出到县网站"),
    line=gettext_lazy("没有自己网站的，把整个栏目导出为网页，放到县网站上"),
    url_name="export",
    order=450,
    now=_now,
    shown=may_export,
)
