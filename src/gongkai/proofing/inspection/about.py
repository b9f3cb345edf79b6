"""Who made a file, as the file itself says."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gongkai.proofing.case import Trace

_NOBODY = re.compile(
    r"(?:windows|microsoft|微软|office|wps)?[ _]?(?:user|用户|admin|administrator|管理员|office|word|excel|windows)?|"
    r"python-docx|openpyxl|xlsxwriter|lenovo|dell|hp|huawei|thinkpad|acer|asus|pc|home|未定义|unknown|none|null|默认|"
    r"user[-_ ]?\d*|admin[-_ ]?\d*|wps_\d+|anonymous|\(?unspecified\)?|\d+|x+|a+|gongkai.*",
    re.I,
)


def author_traces(said: Mapping[str, str]) -> list[Trace]:
    """One trace for the persons and units a file names; names that programs put in by themselves are nobody's."""
    named = [f"{label}“{_masked(name)}”" for label, name in said.items() if not _NOBODY.fullmatch(name.strip())]
    return [Trace("PF-AUTHOR", "、".join(named), part="文件属性")] if named else []


def _masked(name: str) -> str:
    return name[:1] + "*" * max(1, len(name) - 1)
