"""JSON and JavaScript → values: what a program's data holds, with numbers in the digits they were written in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_STRING = (
    r"\"[^\"\\\n]*+(?:\\(?:\r\n|.)[^\"\\\n]*+)*+\""
    r"|'[^'\\\n]*+(?:\\(?:\r\n|.)[^'\\\n]*+)*+'"
    r"|`[^`\\]*+(?:\\.[^`\\]*+)*+`"
)
_TOKEN = re.compile(
    rf"(?P<string>{_STRING})|(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<word>[A-Za-z_$][\w$]*)|(?P<close>[\]}}])", re.DOTALL
)
_LITERAL = re.compile(_STRING, re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(\r?\n)|(.))", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_KEPT = frozenset({"true", "false", "null"})
_EMPTY = frozenset({"undefined", "NaN", "Infinity"})
_OPENING = re.compile(r"[\[{]")
_MOST_TRIES = 50


class Digits(str):
    """A number, as written."""

    __slots__ = ()


def values_in(text: str) -> tuple[list[Any], str]:
    """The arrays and objects of a JSON text, a `callback(…)` or a script, in order, and the text outside them."""
    decoder = json.JSONDecoder(parse_int=Digits, parse_float=Digits, strict=False)
    stripped = text.strip()
    whole = _value_at(decoder, stripped, 0)
    if whole and not stripped[whole[1] :].strip(" ;)\r\n\t"):
        return [whole[0]], ""
    return _script_values(decoder, _as_json(stripped))


def _script_values(decoder: json.JSONDecoder, script: str) -> tuple[list[Any], str]:
    values, outside, at = [], [], 0
    for _ in range(_MOST_TRIES):
        opening = _OPENING.search(script, at)
        if not opening:
            break
        found = _value_at(decoder, script, opening.start())
        end = found[1] if found else opening.end()
        outside.append(script[at : opening.start() if found else end])
        values += [found[0]] if found else []
        at = end
    return values, "".join([*outside, script[at:]])


def _value_at(decoder: json.JSONDecoder, text: str, at: int) -> tuple[Any, int] | None:
    if text[at : at + 1] not in ("{", "["):
        return None
    try:
        return decoder.raw_decode(text, at)
    except (ValueError, RecursionError):
        return None


def _as_json(script: str) -> str:
    """A script with its strings, its names before a colon and its lists written as JSON has them."""
    parts: list[str] = []
    end = 0
    for token in _TOKEN.finditer(script):
        parts.append(script[end : token.start()])
        end = token.end()
        if token["string"]:
            parts.append(json.dumps(unescaped(token.group()[1:-1]), ensure_ascii=False))
        elif token["word"]:
            parts.append(_word(token.group(), script, end))
        elif token["close"]:
            _drop_comma(parts)
            parts.append(token.group())
    return "".join([*parts, script[end:]])


def _word(word: str, script: str, end: int) -> str:
    if word in _KEPT:
        return word
    if word in _EMPTY:
        return "null"
    return f'"{word}"' if script[end : end + 20].lstrip().startswith(":") else word


def _drop_comma(parts: list[str]) -> None:
    """[1, 2,] has two items."""
    for i in range(len(parts) - 1, max(-1, len(parts) - 4), -1):
        text = parts[i].rstrip()
        if text:
            if text.endswith(","):
                parts[i] = text[:-1]
            return


def literals_in(text: str) -> Iterator[str]:
    """The string literals of a script, in order, unescaped."""
    yield from (unescaped(match.group()[1:-1]) for match in _LITERAL.finditer(text))


def unescaped(text: str) -> str:
    joined = _ESCAPE.sub(_character, text) if "\\" in text else text
    return joined.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(match: re.Match[str]) -> str:
    braced, four, two, line_break, other = match.groups()
    code = braced or four or two
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return "" if line_break else _NAMED.get(other, other)
