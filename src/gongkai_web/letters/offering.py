"""随文书发出的文件: which files of a case are offered to whoever drafts a letter about it. Whoever drafts chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gongkai_web.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class Offer:
    """`said`: what the file is, in a word: 提供的信息, 区分处理后的文件. `meant`: kept to be handed out, so a letter that
    provides something begins with it ticked."""

    file: StoredFile
    said: str
    meant: bool = False


Offers = Callable[[int], Iterable[Offer]]
"""Of a subject's id. Several parts may offer files of one case."""

_offers: dict[str, list[Offers]] = {}


def register(subject_kind: str, offers: Offers) -> None:
    """Called from an app's `ready`; the same twice is once."""
    known = _offers.setdefault(subject_kind, [])
    if offers not in known:
        known.append(offers)


def offered(subject_kind: str, subject_id: int | None) -> list[Offer]:
    """Every file once, never a sealed one."""
    if subject_id is None:
        return []
    found = [offer for offers in _offers.get(subject_kind, ()) for offer in offers(subject_id)]
    return list({offer.file.pk: offer for offer in found if not offer.file.sealed}.values())


def chosen(subject_kind: str, subject_id: int | None, keys: Iterable[str]) -> list[StoredFile]:
    """The files somebody ticked, as far as they are offered."""
    ticked = set(keys)
    return [one.file for one in offered(subject_kind, subject_id) if str(one.file.pk) in ticked]
