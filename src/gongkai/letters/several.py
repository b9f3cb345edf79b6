"""A partial refusal on several grounds: what is withheld on each, and why, stands in a paragraph of its own (第三十七条).

Both are typed a line for each ground, in the order of the grounds. An office's own template, whose paragraphs are its own,
prints them numbered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongkai.letters.basis import basis_text
from gongkai.letters.errors import LetterError
from gongkai.letters.fragments import before_mark, merged, names_in
from gongkai.letters.grounds import ground_text
from gongkai.letters.letter import GROUND, Block, Letter, Part
from gongkai.letters.occasion import Occasion, grounds_of, reply_of
from gongkai.statute import EXEMPTIONS

WITHHELD, REASON = "不公开部分", "理由"
_EACH = "（{number}）以下内容{ground}，根据{basis}的规定，本机关决定不予公开：{withheld}。不予公开的理由：{reason}。"
_NUMBERS = "一二三四五六七"


def several_grounds(letter: Letter, occasion: Occasion) -> tuple[str, ...]:
    """The grounds where there are two or more and the letter says what is withheld; else none."""
    if not letter.states_ground or WITHHELD not in letter.fields:
        return ()
    grounds = grounds_of(letter, occasion)
    return grounds if len(grounds) > 1 else ()


def check_lines(letter: Letter, typed: Mapping[str, str], grounds: Sequence[str]) -> None:
    """Raises LetterError unless every ground has its line in both."""
    for name in (WITHHELD, REASON) if grounds else ():
        count = len(typed.get(name, "").splitlines())
        if count != len(grounds):
            order = "、".join(EXEMPTIONS[code].name for code in grounds)
            said = f"选了 {len(grounds)} 项依据，“{name}”写了 {count} 行"
            raise LetterError(said, f"请每项依据写一行，依次是：{order}", letter.name, "LETTER_EACH_GROUND")


def numbered(values: Mapping[str, str], grounds: Sequence[str]) -> dict[str, str]:
    """What an own template prints in its one paragraph: the same numbers tell what belongs together."""
    found = {name: _list(values[name].splitlines()) for name in (WITHHELD, REASON)}
    return found | {GROUND: "分别" + _list([merged(ground_text((code,)), values) for code in grounds])}


def _list(lines: Sequence[str]) -> str:
    return "；".join(f"（{_NUMBERS[at]}）{before_mark(line, '；')}" for at, line in enumerate(lines))


def paragraphs(
    letter: Letter, occasion: Occasion, values: Mapping[str, str], grounds: Sequence[str]
) -> Iterator[Block]:
    """`values` with what was typed of both, a line for each ground."""
    reply = reply_of(letter, occasion)
    lines = zip(grounds, values[WITHHELD].splitlines(), values[REASON].splitlines(), strict=True)
    for number, (code, withheld, reason) in zip(_NUMBERS, lines, strict=False):
        said = _EACH.format(
            number=number,
            ground=merged(ground_text((code,)), values),
            basis=basis_text([EXEMPTIONS[code].article, *([reply.article] if reply else [])]),
            withheld=before_mark(withheld, "。"),
            reason=before_mark(reason, "。"),
        )
        yield Block(Part.TEXT, said)


def is_of_grounds(block: Block) -> bool:
    """Whether this unfilled paragraph says what is withheld or why."""
    return bool({WITHHELD, REASON, GROUND} & set(names_in(block.text)))
