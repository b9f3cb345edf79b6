"""The card of the channels among the settings."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_web.channels.rules import may_arrange
from gongkai_web.channels.selectors import channels_on
from gongkai_web.frame.settings_cards import Card
from gongkai_web.organs.models import Organ


def _now(organ: Organ, day: date) -> str:
    names = list(channels_on(organ, day).values_list("name", flat=True)[:4])
    if not names:
        return _("还没有设渠道；本平台的发布自动统计")
    said = "、".join(names[:3])
    return _("%(names)s等") % {"names": said} if len(names) > 3 else said


CARD = Card(
    key="channels",
    title=gettext_lazy("公开渠道"),
    line=gettext_lazy("网站、公众号、公示栏、电子屏等：在哪里公开过什么，都能登记和统计"),
    url_name="channels_setting",
    order=400,
    now=_now,
    shown=may_arrange,
)
