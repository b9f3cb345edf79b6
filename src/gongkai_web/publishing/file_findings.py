"""What the checks find in a file; and where they could not look, that nobody has looked yet.

A Word 97 document, a scan or a picture has to be converted or recognised first, which no web page waits for. What was
recognised meanwhile (`files.FileText`) is checked in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from gongkai.errors import GongkaiError
from gongkai.proofing import ProofFinding, Settings, proof
from gongkai.reading import Limits, SlowError
from gongkai.report import Severity
from gongkai_web.files.kinds import KINDS
from gongkai_web.files.models import FileText, StoredFile
from gongkai_web.files.services import content

LIMITS = Limits(quick=True, seconds=20.0)
UNCHECKED = "PF-UNCHECKED"
_NEVER = frozenset({"zip", "ofd", "ppt", "pptx"})
"""Kinds whose words no check can read."""

_TURN_INTO = "请逐页打开核对，或者换成 docx、有文字的 PDF 再上传"
_RECOGNISED = "附件是扫描件或者旧格式，按识别出来的文字检查；识别会有错，请打开核对"


def of_file(file: StoredFile, settings: Settings) -> Iterable[ProofFinding]:
    if file.kind in _NEVER:
        return [_unchecked(f"附件文字不能检查：{KINDS[file.kind].label}里的文字读不出来。{_TURN_INTO}")]
    try:
        found = _proofed(file.sm3, file.pk, settings)
    except SlowError:
        return _of_recognised(file, settings)
    except GongkaiError as error:
        return [_unchecked(f"附件文字不能检查：{error.text}。{_TURN_INTO}")]
    return _of_recognised(file, settings) if _has_no_words(file, found) else found


def _has_no_words(file: StoredFile, found: Iterable[ProofFinding]) -> bool:
    """A scan or a picture; a picture within a text is another matter, and only noted."""
    known = FileText.objects.filter(pk=file.sm3).first()
    wordless = KINDS[file.kind].family == "pictures" or (known is not None and known.state != FileText.State.READ)
    return wordless and any(one.rule == UNCHECKED for one in found)


def _of_recognised(file: StoredFile, settings: Settings) -> Iterable[ProofFinding]:
    known = FileText.objects.filter(pk=file.sm3, state=FileText.State.READ).first()
    if known is None or not known.text.strip():
        return [_unchecked(f"附件文字尚未检查：{KINDS[file.kind].label}要转换或者识别以后才能检查。{_TURN_INTO}")]
    found = proof(known.text.encode(), None, settings, name="附件.txt", limits=LIMITS)
    return [_unchecked(_RECOGNISED), *(replace(one, part="识别的文字") for one in found)]


def _unchecked(text: str) -> ProofFinding:
    return ProofFinding(UNCHECKED, Severity.WARNING, f"{text}。")


def _proofed(sm3: str, pk: int, settings: Settings) -> tuple[ProofFinding, ...]:
    return _kept(sm3, pk, _Key(settings))


class _Key:
    """Settings, alike where they say the same."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        words = tuple(sorted(settings.wrong_words.items()))
        names = (settings.own_numbers, settings.organ_codes, settings.organ_names, settings.required)
        self._said = (*names, words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)


@lru_cache(maxsize=128)
def _kept(sm3: str, pk: int, key: _Key) -> tuple[ProofFinding, ...]:
    """A file never changes, so neither does what is found in it; kept for as long as the process lives."""
    file = StoredFile.objects.get(pk=pk)
    return tuple(proof(content(file), None, key.settings, name=file.name, limits=LIMITS))
