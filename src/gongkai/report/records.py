"""Reading JSON objects strictly: every field is taken by name and kind, an unknown one is refused, a blank is not 0."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.errors import GongkaiError

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONEY = re.compile(r"\d{1,18}(\.\d{1,6})?", re.ASCII)
_COUNT_LIMIT = 10**12


class FactsError(GongkaiError):
    """The facts cannot be used; `where` names the record and field, nothing is built from them."""


def parse(text: str | bytes) -> Any:
    """JSON to plain data; refuses a name given twice in one object, since one of the two values would be lost."""
    try:
        return json.loads(_decoded(text), object_pairs_hook=_object_without_repeats, parse_constant=_no_constant)
    except FactsError:
        raise
    except (ValueError, RecursionError) as error:
        remedy = f"请检查第 {error.lineno} 行附近" if isinstance(error, json.JSONDecodeError) else "请检查文件是否完整"
        raise FactsError("不是有效的 JSON", remedy, code="FACTS_JSON") from error


def _decoded(text: str | bytes) -> str:
    if isinstance(text, str):
        return text.removeprefix("\ufeff")
    return text.decode("utf-8-sig")


def _object_without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    repeated = next((name for name in names if names.count(name) > 1), None)
    if repeated is not None:
        raise FactsError(f"同一个对象里“{repeated}”写了两次", "请只保留正确的一个", code="FACTS_JSON")
    return dict(pairs)


def _no_constant(name: str) -> Any:
    raise FactsError(f"“{name}”不是数", "请写明确的数", code="FACTS_JSON")


@dataclass(slots=True)
class Record:
    """One JSON object being read. `name` is how errors call it; `close` refuses what nobody asked for."""

    data: dict[str, Any]
    name: str = ""
    taken: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, value: Any, name: str) -> Record:
        if not isinstance(value, dict):
            raise FactsError("应为一个对象（花括号里的各个字段）", where=name, code="FACTS_FIELD")
        return cls(value, name)

    def wrong(self, key: str, text: str, remedy: str = "", code: str = "FACTS_FIELD") -> FactsError:
        return FactsError(text, remedy, f"{self.name}的 {key}" if self.name else key, code)

    def close(self) -> None:
        unknown = next((key for key in self.data if key not in self.taken), None)
        if unknown is not None:
            raise self.wrong(unknown, "没有这个字段", "请删去，或者改正字段名")

    def optional(self, key: str) -> Any:
        self.taken.add(key)
        return self.data.get(key)

    def value(self, key: str) -> Any:
        found = self.optional(key)
        if found is None:
            raise self.wrong(key, "没有填写", "空白不能当作 0 或者“无”，请填写")
        return found

    def text(self, key: str) -> str:
        found = self.value(key)
        if not isinstance(found, str) or not found.strip():
            raise self.wrong(key, "应为文字")
        return found.strip()

    def count(self, key: str, *, signed: bool = False) -> int:
        found = self.value(key)
        if isinstance(found, bool) or not isinstance(found, int) or abs(found) > _COUNT_LIMIT:
            raise self.wrong(key, f"“{found}”不是整数")
        if found < 0 and not signed:
            raise self.wrong(key, f"{found} 小于 0")
        return found

    def flag(self, key: str, default: bool) -> bool:
        found = self.optional(key)
        if found is not None and not isinstance(found, bool):
            raise self.wrong(key, f"“{found}”应为 true 或者 false")
        return default if found is None else found

    def choice(self, key: str, known: Collection[str]) -> str:
        return self._known(key, self.value(key), known)

    def choice_or_none(self, key: str, known: Collection[str]) -> str | None:
        found = self.optional(key)
        return None if found is None else self._known(key, found, known)

    def _known(self, key: str, found: Any, known: Collection[str]) -> str:
        if not isinstance(found, str) or found not in known:
            raise self.wrong(key, f"不认识“{found}”", f"可以写：{'、'.join(known)}", "FACTS_UNKNOWN")
        return found

    def day(self, key: str) -> date:
        return self._day(key, self.value(key))

    def day_or_none(self, key: str) -> date | None:
        found = self.optional(key)
        return None if found is None else self._day(key, found)

    def _day(self, key: str, found: Any) -> date:
        try:
            if not isinstance(found, str) or not _ISO_DATE.fullmatch(found):
                raise ValueError
            return date.fromisoformat(found)
        except ValueError as error:
            raise self.wrong(key, f"“{found}”不是日期", "请写成 2023-02-03 的样子") from error

    def money(self, key: str) -> Decimal:
        """An amount that is not negative: a decimal written as a string, so that no digit is lost, or a whole number."""
        found = self.value(key)
        printed = str(found) if isinstance(found, int) and not isinstance(found, bool) else found
        if not isinstance(printed, str) or not _MONEY.fullmatch(printed):
            raise self.wrong(key, f"“{found}”不是金额", '请写成加引号的小数，例如 "3940.00"')
        return Decimal(printed)

    def records(self, key: str, name: str) -> list[Record]:
        found = self.value(key)
        if not isinstance(found, list):
            raise self.wrong(key, "应为列表（方括号）")
        return [Record.of(item, _called(name, number, item)) for number, item in enumerate(found, 1)]

    def record(self, key: str, name: str) -> Record:
        return Record.of(self.value(key), name)


def _called(name: str, number: int, item: Any) -> str:
    """What a person calls a record: its own number if it has one, else its place in the list."""
    own = next((item[key] for key in ("id", "number") if item.get(key)), None) if isinstance(item, dict) else None
    return f"{name}“{own}”（第 {number} 条）" if isinstance(own, str) else f"{name}第 {number} 条"
