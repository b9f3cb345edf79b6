"""The table at the head of an item's page: what every inspection looks for first, then what is known besides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gongkai_web.publishing.codes import category_name
from gongkai_web.publishing.gate import Shown
from gongkai_web.publishing.models import Item, Revision
from gongkai_web.publishing.validity import Validity, validity_of


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class State:
    """效力, with the word, and the day or document it comes from."""

    code: str
    word: str
    why: str


def state_of(item: Item, day: date) -> State | None:
    validity = validity_of(item, day)
    return State(validity.value, validity.label, _why(item, validity)) if validity else None


def _why(item: Item, validity: Validity) -> str:
    if validity is Validity.REPEALED:
        return _("自%(day)s起废止") % {"day": _day(item.repealed_on)} + (item.repeal_note and f"（{item.repeal_note}）")
    if validity is Validity.EXPIRED:
        return _("有效期到%(day)s为止") % {"day": _day(item.expires_on)}
    if validity is Validity.COMING:
        return _("自%(day)s起施行") % {"day": _day(item.effective_on)}
    return _("有效期至%(day)s") % {"day": _day(item.expires_on)} if item.expires_on else ""


def facts(shown: Shown) -> list[Fact]:
    """The seven that inspections ask for stand first and always; the others where they are known."""
    item, revision = shown.item, shown.item.revision
    if revision is None:
        return []
    none = _("无")
    return [
        Fact(_("索引号"), item.index_number or none),
        Fact(_("主题分类"), revision.subject or none),
        Fact(_("公开属性"), revision.get_disclosure_display()),
        Fact(_("成文日期"), _day(item.formed_on) or none),
        Fact(_("发文字号"), item.document_number or none),
        Fact(_("发布日期"), _day(item.published_on)),
        Fact(_("公开主体"), item.publisher),
        *(fact for fact in _further(item, revision) if fact.value),
    ]


def _further(item: Item, revision: Revision) -> list[Fact]:
    changed = timezone.localdate(item.changed_at) if item.changed_at else None
    return [
        Fact(_("体裁"), revision.get_genre_display()),
        Fact(_("施行日期"), _day(item.effective_on)),
        Fact(_("有效期至"), _day(item.expires_on)),
        Fact(_("废止日期"), _day(item.repealed_on)),
        Fact(_("联合发文机关"), revision.joint_organs),
        Fact(_("信息来源"), revision.source_name),
        Fact(_("更正日期"), _day(changed)),
        Fact(_("公开依据"), "；".join(basis(code) for code in revision.categories)),
    ]


_NUMERALS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")


def basis(code: str) -> str:
    """《条例》第二十条第（七）项，财政预算、决算信息; of 第二十一条 the words alone."""
    article, _sep, number = code.partition("_")
    if article != "20":
        return f"《条例》第二十一条：{category_name(code)}"
    return f"《条例》第二十条第（{_numeral(int(number))}）项：{category_name(code)}"


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("十" if tens else "") + _NUMERALS[ones]


def _day(day: date | None) -> str:
    return date_format(day) if day else ""
