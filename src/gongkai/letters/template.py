"""An office's own docx in place of the default: checked before it is kept, filled as the default is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.letters.docx_fields import (
    Element,
    each,
    in_cell,
    leave_out,
    opened,
    paragraphs,
    put_values,
    saved,
    text_of,
)
from gongkai.letters.errors import LetterError
from gongkai.letters.fields import FIELDS
from gongkai.letters.fragments import is_left_out, names_in, problems_in
from gongkai.letters.letter import BASIS, GROUND, REMEDY, Letter

_MAY_LACK = frozenset({"称谓", "登记编号", "联系人", "联系电话"})
"""Fields an office may do without in its own wording."""
_TYPED_REMEDIES = ("申请行政复议", "提起行政诉讼")


def problems(template: bytes, letter: Letter) -> list[LetterError]:
    """All that is wrong with this template for this letter, in the order of its pages; empty: it can be used.

    Raises LetterError where the file is no Word file at all.
    """
    document = opened(template)
    found: list[LetterError] = []
    seen: set[str] = set()
    for paragraph, where in paragraphs(document):
        text = text_of(paragraph)
        seen.update(names_in(text))
        for problem in problems_in(text, letter.fields):
            problem.where = where
            found.append(problem)
        found.extend(_typed_remedies(text, where))
    return [*found, *_lacking(letter, seen)]


def _typed_remedies(text: str, where: str) -> Iterator[LetterError]:
    if any(words in text for words in _TYPED_REMEDIES):
        remedy = f"请去掉这些文字，改用{{{{{REMEDY}}}}}"
        yield LetterError("写了固定的复议、诉讼告知，法律变动以后会出错", remedy, where, "LETTER_TYPED_REMEDY")


def _lacking(letter: Letter, seen: set[str]) -> Iterator[LetterError]:
    for name in needed_fields(letter):
        if name not in seen:
            yield LetterError(f"模板里缺少{{{{{name}}}}}", "请在相应的位置加上这个字段", code="LETTER_LACKS_FIELD")


def needed_fields(letter: Letter) -> tuple[str, ...]:
    """The fields a template of this letter must hold. An article may be written out where it is always the same."""
    by_law = {REMEDY, GROUND} | ({BASIS} if letter.states_ground else set())
    return tuple(
        name
        for name in letter.fields
        if name not in letter.may_be_blank and name not in _MAY_LACK and (not FIELDS[name].by_law or name in by_law)
    )


def fill_template(template: bytes, letter: Letter, values: Mapping[str, str]) -> bytes:
    """The .docx with the printed values of a FilledLetter. Raises LetterError naming the field and its place, and where
    a value has no place in this template."""
    document = opened(template)
    placed: set[str] = set()

    def fill(paragraph: Element, where: str) -> None:
        text = text_of(paragraph)
        for problem in problems_in(text, letter.fields):
            problem.where = where
            raise problem
        placed.update(names_in(text))
        _fill(paragraph, letter, values, where)

    each(document, fill)
    _all_placed(letter, values, placed)
    return saved(document)


def _fill(paragraph: Element, letter: Letter, values: Mapping[str, str], where: str) -> None:
    text = text_of(paragraph)
    if not names_in(text):
        return
    try:
        left_out = not in_cell(paragraph) and is_left_out(text, values, letter.may_be_blank)
    except LetterError as error:
        error.where = where
        raise
    if left_out:
        leave_out(paragraph)
    else:
        put_values(paragraph, values)


def _all_placed(letter: Letter, values: Mapping[str, str], placed: set[str]) -> None:
    free = _MAY_LACK | {name for name in letter.fields if FIELDS[name].by_law} | set(letter.ground_fields)
    free -= set(needed_fields(letter))
    lost = [name for name in letter.fields if values.get(name) and name not in placed and name not in free]
    if lost:
        said = f"模板里没有{'、'.join(lost)}的位置，填写的内容会丢失"
        raise LetterError(said, "请在模板里加上这些字段，或者不填", letter.name, "LETTER_NO_PLACE")
