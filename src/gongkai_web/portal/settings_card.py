"""设置 · 网页: what the office sees of it among its settings."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_web.frame import settings_cards
from gongkai_web.organs.models import Organ
from gongkai_web.portal.sites import site_of
from gongkai_web.publishing.rules import may_configure


def register() -> None:
    card = settings_cards.Card(
        "site",
        gettext_lazy("网页"),  # type: ignore[arg-type]
        gettext_lazy("公开的网页属于哪个网站，标识码，页头和页脚的链接"),  # type: ignore[arg-type]
        "site_settings",
        70,
        _now,
        may_configure,
    )
    settings_cards.register(card)


def _now(organ: Organ, day: date) -> str:
    site = site_of(organ)
    code = site.code or _("还没有填")
    return _("网站：%(name)s；标识码：%(code)s") % {"name": site.name, "code": code}
