"""What happens to a text after it was extracted: white space collapsed, bars between lines, another encoding."""

from __future__ import annotations

import re
from collections.abc import Callable

from benchmarks.chains.step import Step, Unusable

Change = Callable[[str], str]


def one_space(text: str) -> str:
    """Runs of white space within a line made one space."""
    return "\n".join(re.sub(r"[ \t\u3000\xa0]+", " ", line).strip() for line in text.split("\n"))


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def no_empty_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


def empty_line_between(text: str) -> str:
    return "\n\n".join(line for line in text.split("\n") if line.strip())


def bars_between_lines(text: str) -> str:
    """A table of tabs or bars with each sign and each cell on a line of its own."""
    return "\n".join(_barred(line) if "\t" in line else line for line in text.split("\n"))


def _barred(line: str) -> str:
    return "\n".join(["|", *(f"{cell.strip()}\n|" for cell in line.split("\t"))])


def double_bars(text: str) -> str:
    """The manner of a wiki."""
    return "\n".join(" | ".join(line.split("\t")) + " ||" if "\t" in line else line for line in text.split("\n"))


def _changed(change: Change) -> Callable[[bytes], bytes]:
    return lambda data: change(data.decode()).encode()


def _encoded(encoding: str) -> Callable[[bytes], bytes]:
    def encode(data: bytes) -> bytes:
        try:
            return data.decode().encode(encoding)
        except UnicodeError as error:
            raise Unusable(str(error)) from error

    return encode


STEPS: dict[str, Step] = {
    "one space": Step("txt", "txt", "text, one space", _changed(one_space), shows_blanks=False),
    "one line": Step("txt", "txt", "text, one line", _changed(one_line), shows_blanks=False),
    "no empty lines": Step("txt", "txt", "text, no empty lines", _changed(no_empty_lines), shows_blanks=False),
    "empty lines": Step("txt", "txt", "text, empty lines between", _changed(empty_line_between), shows_blanks=False),
    "bars between": Step("txt tabs", "txt", "text, bars between lines", _changed(bars_between_lines)),
    "double bars": Step("txt tabs", "txt", "text, wiki bars", _changed(double_bars)),
    "gb18030": Step("txt", "txt", "text, other encodings", _encoded("gb18030")),
    "utf-16": Step("txt", "txt", "text, other encodings", _encoded("utf-16")),
}
"""`txt tabs`: only a text whose tables have tabs."""
