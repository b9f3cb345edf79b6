"""The text of an item in other clothes: with its tables in frames of their own, and as plain text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gongkai_web.publishing.rich_text import text_of


def framed(body: str) -> SafeString:
    """Wide tables scroll in their own frame, which the keyboard reaches. The text was cleaned when it was taken in."""
    frame = format_html('<div class="frame" role="region" tabindex="0" aria-label="{}">', _("表格"))
    return mark_safe(body.replace("<table", f"{frame}<table").replace("</table>", "</table></div>"))  # noqa: S308


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
