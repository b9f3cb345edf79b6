"""What is done to the bytes of a text file: encodings, and the accidents that take the numbers with them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.corpus.case import Case

Wreck = Callable[[Case, bytes, Random], bytes]
TRADITIONAL = str.maketrans(
    "政务信息开条规范废数处罚强费单万费请结转图办国属于禁护权内过类执查询现没补举报访诉复当无关获缴个总计调维审结纠级业机构团组织织",
    "政務信息開條規範廢數處罰強費單萬費請結轉圖辦國屬於禁護權內過類執查詢現沒補舉報訪訴復當無關獲繳個總計調維審結糾級業機構團組織織",
)


def _encoded(encoding: str) -> Wreck:
    return lambda _case, data, _rng: data.decode().encode(encoding)


def traditional(_: Case, data: bytes, __: Random) -> bytes:
    return data.decode().translate(TRADITIONAL).encode()


def windows_lines(_: Case, data: bytes, __: Random) -> bytes:
    return data.replace(b"\n", b"\r\n")


def mojibake(case: Case, data: bytes, _: Random) -> bytes:
    """UTF-8 read as GB18030 and stored again: the Chinese is gone."""
    _lost(case)
    return data.decode("gb18030", errors="replace").encode()


def question_marks(case: Case, data: bytes, _: Random) -> bytes:
    """Every Chinese character a "?"."""
    _lost(case)
    return data.decode().encode("ascii", errors="replace")


def same_lines_removed(case: Case, data: bytes, _: Random) -> bytes:
    """An extractor that keeps each line once: numbers that repeat are gone for good."""
    _lost(case)
    return ("\n".join(dict.fromkeys(data.decode().split("\n"))) + "\n").encode()


def _lost(case: Case) -> None:
    case.original = dict(case.values)
    for path in case.values:
        case.empty(path, "unreadable")
    case.unrecoverable = True


ENCODINGS: dict[str, Wreck] = {
    "gb18030": _encoded("gb18030"),
    "utf-16": _encoded("utf-16"),
    "utf-8 mark": _encoded("utf-8-sig"),
    "windows lines": windows_lines,
    "traditional": traditional,
    "mojibake": mojibake,
    "question marks": question_marks,
}
LINES: dict[str, Wreck] = {"same lines removed": same_lines_removed}
WRECKS = ENCODINGS | LINES
