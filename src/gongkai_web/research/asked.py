"""What an address asks for, read once. What is not understood is said, not guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.corpus.extract import asking
from gongkai.corpus.measures import MEASURES
from gongkai.report.series import series
from gongkai_web.research.errors import ResearchError
from gongkai_web.research.shelf import Shelf, shelf

MOST_ORGANS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """`organs` are keys of organs that are there, `rows` what is known of them."""

    given: QueryDict
    shelf: Shelf
    now: datetime

    def organs(self) -> list[str]:
        """Each once, in the order they were chosen. Raises ResearchError for one that is not there."""
        keys = list(dict.fromkeys(key for key in self.given.getlist("organ") if key))[:MOST_ORGANS]
        known = asking.organs_of(self.shelf.extract, keys)
        for key in keys:
            if key not in known:
                raise ResearchError(
                    _("没有“%(name)s”的年报数据") % {"name": key[:60]}, _("请在下面按名称查找；撤回的报告不再显示")
                )
        return keys

    def organ(self) -> str:
        return next(iter(self.organs()), "")

    def text(self, name: str, most: int = 60) -> str:
        return self.given.get(name, "").strip()[:most]

    def region(self) -> str | None:
        region = self.text("region")
        if region and region not in asking.regions(self.shelf.extract):
            raise ResearchError(_("没有“%(name)s”这个地区的年报数据") % {"name": region}, _("请在下面选择地区"))
        return region or None

    def year(self, years: list[int]) -> int:
        """The newest where none is asked for. Raises ResearchError for one without reports."""
        text = self.text("year")
        if not text:
            return years[0]
        if not (text.isascii() and text.isdigit() and int(text) in years):
            raise ResearchError(_("没有“%(name)s”这一年的年报数据") % {"name": text}, _("请在下面选择年度"))
        return int(text)

    def what(self, otherwise: str = "disclosure_rate") -> str:
        what = self.text("what", 80) or otherwise
        if what not in MEASURES and what not in series():
            raise ResearchError(_("没有“%(name)s”这个指标") % {"name": what}, _("请在下面选择指标"))
        return what

    def one_of(self, name: str, known: list[str]) -> str:
        given = self.text(name)
        return given if given in known else known[0]


def asked(request: HttpRequest) -> Asked | None:
    """None where there is nothing to ask yet."""
    now = timezone.now()
    found = shelf(now)
    return Asked(request.GET, found, now) if found else None
