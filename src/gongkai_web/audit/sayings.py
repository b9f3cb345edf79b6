"""What an entry of the log says, in plain words. Each part registers the words of its own keys."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai_web.audit.models import Entry

Words = Callable[[Mapping[str, Any]], str]

WORDS: dict[str, Words] = {}


def register(key: str, words: Words) -> None:
    WORDS[key] = words


def words_of(entry: Entry) -> str:
    """What was done; what no part has words for is still said to have been done."""
    words = WORDS.get(entry.key)
    return words(json.loads(entry.data)) if words else str(_("其他办理"))


def plain(text: object, *names: str) -> Words:
    """A sentence with some of the entry's data in it."""
    return lambda data: str(text) % {name: data.get(name, "") for name in names} if names else str(text)


def labelled(text: object, name: str, labels: Mapping[str, Any]) -> Words:
    """A sentence with a code of the entry's data in its words."""
    return lambda data: str(text) % {name: labels.get(str(data.get(name)), "")}
