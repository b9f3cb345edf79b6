"""What happens to reports on their way through extractors: each damage changes the made report (the truth) or its text."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from making import Made

Damage = Callable[[Made, random.Random], None]
TextDamage = Callable[[str, random.Random], str]


def _row(made: Made, rng: random.Random) -> str:
    return rng.choice(list(made.requests))


# ---- in the report itself: what is printed is the truth


def nothing(made: Made, rng: random.Random) -> None:
    pass


def filing_error(made: Made, rng: random.Random) -> None:
    """The office printed a wrong number."""
    row, i = _row(made, rng), rng.randrange(7)
    made.requests[row][i] = str(int(made.requests[row][i] or 0) + rng.choice([1, 10, 100]))


def filing_in_wrong_column(made: Made, rng: random.Random) -> None:
    values = made.requests[_row(made, rng)]
    i, j = rng.sample(range(6), 2)
    values[i], values[j] = values[j], values[i]


def filing_in_wrong_row(made: Made, rng: random.Random) -> None:
    one, other = rng.sample(list(made.requests), 2)
    made.requests[one], made.requests[other] = made.requests[other], made.requests[one]


def blank_cells(made: Made, rng: random.Random) -> None:
    values = made.requests[_row(made, rng)]
    for i in rng.sample(range(7), rng.randrange(1, 4)):
        values[i] = ""


def blank_row(made: Made, rng: random.Random) -> None:
    made.requests[_row(made, rng)] = [""] * 7


def blank_parts(made: Made, rng: random.Random) -> None:
    """Zeros left out in a whole table."""
    for values in made.requests.values():
        values[:] = ["" if value == "0" else value for value in values]


def slashes(made: Made, rng: random.Random) -> None:
    mark = rng.choice(["/", "—", "-", "无"])
    for values in made.requests.values():
        values[:] = [mark if value == "0" else value for value in values]


def lost_cell(made: Made, rng: random.Random) -> None:
    made.requests[_row(made, rng)][rng.randrange(7)] = None


def lost_cells(made: Made, rng: random.Random) -> None:
    for _ in range(4):
        lost_cell(made, rng)


def lost_values(made: Made, rng: random.Random) -> None:
    made.requests[_row(made, rng)] = [None] * 7


def lost_dispute(made: Made, rng: random.Random) -> None:
    made.disputes[rng.randrange(15)] = None


def blank_disputes(made: Made, rng: random.Random) -> None:
    made.disputes[:5] = [""] * 5


def lost_proactive(made: Made, rng: random.Random) -> None:
    values = rng.choice(list(made.proactive.values()))
    values[rng.randrange(len(values))] = None


def blank_proactive(made: Made, rng: random.Random) -> None:
    values = rng.choice(list(made.proactive.values()))
    values[rng.randrange(len(values))] = ""


def wide_digits(made: Made, rng: random.Random) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    for values in made.requests.values():
        values[:] = [value and value.translate(wide) for value in values]


def with_units(made: Made, rng: random.Random) -> None:
    for values in made.requests.values():
        values[:] = [value and f"{value}件" for value in values]


def thousands(made: Made, rng: random.Random) -> None:
    for values in made.requests.values():
        values[:] = [value and f"{int(value):,}" for value in values]


REPORT_DAMAGES: dict[str, Damage] = {
    d.__name__: d
    for d in (
        nothing,
        filing_error,
        filing_in_wrong_column,
        filing_in_wrong_row,
        blank_cells,
        blank_row,
        blank_parts,
        slashes,
        lost_cell,
        lost_cells,
        lost_values,
        lost_dispute,
        blank_disputes,
        lost_proactive,
        blank_proactive,
        wide_digits,
        with_units,
        thousands,
    )
}


# ---- in the text: the truth stays what was printed


def untouched(text: str, rng: random.Random) -> str:
    return text


def _insert(text: str, rng: random.Random, line: str, times: int = 3) -> str:
    lines = text.split("\n")
    start = next(i for i, found in enumerate(lines) if "第二十条" in found)
    for _ in range(times):
        lines.insert(rng.randrange(start, len(lines) - 4), line)
    return "\n".join(lines)


def page_footers(text: str, rng: random.Random) -> str:
    return _insert(text, rng, rng.choice(["- 4 -", "第 4 页", "— 4 —", "4 / 9", "\f"]))


def bare_page_numbers(text: str, rng: random.Random) -> str:
    return _insert(text, rng, str(rng.randrange(2, 6)), times=1)


def running_heads(text: str, rng: random.Random) -> str:
    return _insert(text, rng, "青山镇人民政府信息公开年报")


def without_adjacent_repeats(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    return "\n".join(line for i, line in enumerate(lines) if i == 0 or line != lines[i - 1])


def without_repeats(text: str, rng: random.Random) -> str:
    return "\n".join(dict.fromkeys(text.split("\n")))


def lost_lines(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    start = next(i for i, found in enumerate(lines) if "第二十条" in found)
    for _ in range(2):
        del lines[rng.randrange(start, len(lines) - 4)]
    return "\n".join(lines)


def cut_end(text: str, rng: random.Random) -> str:
    return text[: rng.randrange(len(text) // 3, len(text))]


def typos(text: str, rng: random.Random) -> str:
    slips = [
        ("未按收费", "未接收费"),
        ("予以公开", "给予公开"),
        ("社会公益组织", "社会组织"),
        ("补正", "补证"),
        ("掌握", "掌捤"),
    ]
    for old, new in rng.sample(slips, 2):
        text = text.replace(old, new)
    return text


def other_numbering(text: str, rng: random.Random) -> str:
    text = re.sub(r"(\d)\.(?=[\u4e00-\u9fff])", rng.choice([r"\1、", r"\1．", r"（\1）", ""]), text)
    return text.replace("（七）", rng.choice(["(七)", "（七） ", ""]))


def lost_label(text: str, rng: random.Random) -> str:
    label = rng.choice(["属于国家秘密", "重复申请", "信访举报投诉类申请", "保护第三方合法权益", "予以公开"])
    return re.sub(rf"[^\n\t|]*{label}", "", text)


def swapped_lines(text: str, rng: random.Random) -> str:
    """A label and the line below it have changed places."""
    lines = text.split("\n")
    start = next(i for i, found in enumerate(lines) if "自然人" in found)
    labels = [i for i in range(start, len(lines) - 6) if re.search("[\u4e00-\u9fff]", lines[i])]
    at = rng.choice(labels)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    return "\n".join(lines)


def glued_zeros(text: str, rng: random.Random) -> str:
    """Two values of one row run together."""
    places = [m.start(1) for m in re.finditer(r"(?<=\d)([ \t\n]+)\d", text)]
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + re.sub(r"^[ \t\n]+", "", text[at:])


TEXT_DAMAGES: dict[str, TextDamage] = {
    d.__name__: d
    for d in (
        untouched,
        page_footers,
        bare_page_numbers,
        running_heads,
        without_adjacent_repeats,
        without_repeats,
        lost_lines,
        cut_end,
        typos,
        other_numbering,
        lost_label,
        swapped_lines,
        glued_zeros,
    )
}
