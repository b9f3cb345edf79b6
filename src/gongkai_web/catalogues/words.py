"""What is done to the rows of an item, in the words of its history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _


def _placed(data: Mapping[str, Any]) -> str:
    return _("放到目录事项“%(name)s”下") % {"name": data.get("name", "")}


def _displaced(data: Mapping[str, Any]) -> str:
    return _("从目录事项“%(name)s”下取下") % {"name": data.get("name", "")}


WORDS: dict[str, Callable[[Mapping[str, Any]], str]] = {"item.placed": _placed, "item.displaced": _displaced}
