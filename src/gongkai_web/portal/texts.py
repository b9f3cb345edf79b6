"""The text of an item in other clothes: with its tables in frames of their own, and as plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gongkai_web.publishing.rich_text import text_of

_TABLE = re.compile(r"<table\b.*?</table>", re.S)
_CELL = re.compile(r"<t[dh]\b")
_WIDE = 6
"""Cells in a row that a telephone does not show side by side."""


def framed(body: str) -> SafeString:
    """Wide tables scroll in their own frame, which the keyboard reaches. The text was cleaned when it was taken in."""
    return mark_safe(_TABLE.sub(_in_frame, body))  # noqa: S308


def _in_frame(table: re.Match[str]) -> str:
    wide = any(len(_CELL.findall(row)) >= _WIDE for row in table[0].split("<tr"))
    hint = format_html('<p class="frame__hint">{}</p>', _("左右滑动看整张表")) if wide else ""
    kind = "frame frame--wide" if wide else "frame"
    frame = format_html('<div class="{}" role="region" tabindex="0" aria-label="{}">', kind, _("表格"))
    return f"{hint}{frame}{table[0]}</div>"


def plain_text(content: Mapping[str, Any]) -> str:
    """Title, what is known of it, text, and what is attached; with the byte order mark that Notepad wants."""
    item = content["item"]
    lines = [item.title, ""]
    lines += [f"{fact.name}：{fact.value}" for fact in content["facts"]]
    if content["state"]:
        lines.append("{}：{}{}".format(_("效力"), content["state"].word, content["state"].why))
    lines += ["", _("公示期已满，名单已不再显示。") if content["names_ended"] else text_of(content["body"]), ""]
    if content["main"]:
        lines.append("{}：{}".format(_("原件"), content["main"].name))
    lines += [f"{_('附件')}：{one.name}（{one.kind}，{one.size}）" for one in content["attachments"]]
    lines += ["", f"{_('网址')}：{content['url']}", ""]
    return "\ufeff" + "\n".join(lines)
