"""Values of merge fields: strictly those the letter has, each in the form it prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from gongkai.calendar import chinese_date
from gongkai.letters.errors import LetterError
from gongkai.letters.fields import FIELDS, Field, Kind
from gongkai.letters.grounds import foreign_fields
from gongkai.letters.letter import Letter
from gongkai.letters.occasion import Occasion, by_law, grounds_of, required_by
from gongkai.letters.several import check_lines, several_grounds

_CHINESE_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def checked(letter: Letter, values: Mapping[str, object], occasion: Occasion) -> dict[str, str]:
    """Field → what it prints, for every field of the letter; blank ones as "".

    Raises LetterError: one that names every missing field, or the first value that is unknown or malformed.
    """
    _only_known(letter, values)
    typed = {name: printed(FIELDS[name], value, letter.name) for name, value in values.items()}
    needed = [name for name in letter.fields if name not in letter.may_be_blank and not FIELDS[name].by_law]
    _all_there(letter, typed, [*needed, *required_by(letter, occasion)])
    _exactly_one(letter, typed)
    _of_these_grounds(letter, typed, occasion)
    check_lines(letter, typed, several_grounds(letter, occasion))
    return dict.fromkeys(letter.fields, "") | typed | by_law(letter, occasion, typed)


def printed(field: Field, value: object, where: str = "") -> str:
    """A value as it stands in the letter: dates in words, no control characters. Raises LetterError."""
    if value is None:
        return ""
    if field.kind is Kind.DATE:
        return chinese_date(_day(field, value, where)) if value != "" else ""
    text = _CONTROL.sub("", str(value)).replace("{{", "{ {").replace("}}", "} }")
    if field.kind is Kind.NUMBER and text and not re.fullmatch(r"\d{1,3}(,\d{3})+|\d+", text):
        raise LetterError(f"“{field.name}”应当是整数，写的是“{text}”", "请用阿拉伯数字填写", where, "LETTER_NUMBER")
    if field.kind is Kind.LINES:
        return "\n".join(line.strip() for line in text.splitlines() if line.strip())
    return " ".join(text.split())


def _day(field: Field, value: object, where: str) -> date:
    if isinstance(value, date):
        return value
    text = str(value).strip()
    found = _CHINESE_DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(text)
    except ValueError as error:
        raise LetterError(
            f"“{field.name}”不是日期：“{text}”", "请写成2026-11-20或者2026年11月20日", where, "LETTER_DATE"
        ) from error


def _only_known(letter: Letter, values: Iterable[str]) -> None:
    for name in values:
        if name not in letter.fields:
            known = "、".join(one for one in letter.fields if not FIELDS[one].by_law)
            raise LetterError(f"没有“{name}”这个字段", f"可以填：{known}", letter.name, "LETTER_UNKNOWN_FIELD")
        if FIELDS[name].by_law:
            raise LetterError(f"“{name}”由系统依法生成，不能填写", "请去掉这一项", letter.name, "LETTER_FIELD_BY_LAW")


def _all_there(letter: Letter, typed: Mapping[str, str], needed: Iterable[str]) -> None:
    missing = [name for name in dict.fromkeys(needed) if not typed.get(name)]
    if missing:
        raise LetterError(f"还没有填写：{'、'.join(missing)}", "请填写后再生成", letter.name, "LETTER_MISSING")


def _of_these_grounds(letter: Letter, typed: Mapping[str, str], occasion: Occasion) -> None:
    if not letter.states_ground:
        return
    foreign = foreign_fields(grounds_of(letter, occasion))
    stray = [name for name in letter.fields if name in foreign and typed.get(name)]
    if stray:
        said = f"填了{'、'.join(stray)}，但所选的不予公开理由用不到"
        raise LetterError(said, "请核对不予公开的理由，或者去掉这些内容", letter.name, "LETTER_FOREIGN_GROUND")


def _exactly_one(letter: Letter, typed: Mapping[str, str]) -> None:
    for names in letter.one_of:
        ordered = [name for name in letter.fields if name in names]
        filled = [name for name in ordered if typed.get(name)]
        if len(filled) != 1:
            said = f"同时填了{'、'.join(filled)}" if filled else f"{'、'.join(ordered)}都没有填"
            raise LetterError(said, f"请在{'、'.join(ordered)}中填写一项", letter.name, "LETTER_ONE_OF")
