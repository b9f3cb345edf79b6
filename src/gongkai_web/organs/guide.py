"""政府信息公开指南: its nine elements (条例第十二条第二款), what is missing, and which changes ask for its renewal."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai_web.organs.models import Organ, Particulars, Renewal


@dataclass(frozen=True, slots=True)
class Element:
    """One of the nine. Any of its `fields` fills it; `own_words`: the platform writes it from the columns otherwise."""

    key: str
    label: str | Promise
    fields: tuple[str, ...]
    own_words: bool = False


ELEMENTS = (
    Element("classification", _("政府信息的分类"), ("classification",), own_words=True),
    Element("arrangement", _("编排体系"), ("arrangement",), own_words=True),
    Element("access", _("获取方式"), ("access",), own_words=True),
    Element("name", _("工作机构的名称"), ("name",)),
    Element("address", _("办公地址"), ("address",)),
    Element("hours", _("办公时间"), ("hours",)),
    Element("phone", _("联系电话"), ("phone",)),
    Element("fax", _("传真号码"), ("fax",)),
    Element("internet", _("互联网联系方式"), ("email", "website", "request_email")),
)
HEAD = "head"
RENEWED = {element.key: element.label for element in ELEMENTS} | {HEAD: _("主要负责人")}
"""What a renewal may be about."""


@dataclass(frozen=True, slots=True)
class Part:
    """An element as it stands: filled by the organ, written by the platform, or missing."""

    element: Element
    filled: bool

    @property
    def missing(self) -> bool:
        return not self.filled and not self.element.own_words


def particulars_of(organ: Organ) -> Particulars | None:
    """What the organ states now."""
    return organ.particulars.select_related("stated_by").first()


def parts(stated: Particulars | None) -> list[Part]:
    """The nine, in the order of the article."""
    return [Part(one, any(getattr(stated, field, "") for field in one.fields)) for one in ELEMENTS]


def missing(stated: Particulars | None) -> list[Element]:
    return [part.element for part in parts(stated) if part.missing]


def changed(before: Particulars | None, after: Particulars) -> list[Element]:
    """The elements whose words differ. A first statement changes nothing: there was no guide before."""
    if before is None:
        return []
    return [one for one in ELEMENTS if any(getattr(before, name) != getattr(after, name) for name in one.fields)]


def open_renewals(organ: Organ) -> list[Renewal]:
    """What has changed since the guide was last confirmed, the earliest first."""
    return list(organ.renewals.filter(confirmed_at__isnull=True))
