"""The errors the library raises on purpose: each says what happened, where, and what to do next."""

from __future__ import annotations

import errno
from dataclasses import dataclass

_SYSTEM = {
    errno.ENOENT: "文件或文件夹不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这个位置只能读，不能写",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EIO: "磁盘读写出错",
}


def system_reason(error: OSError) -> str:
    """Why the system refused, in Chinese; what is not known here stays as the system says it."""
    return _SYSTEM.get(error.errno or 0) or error.strerror or type(error).__name__


@dataclass(slots=True)
class GongkaiError(Exception):
    """Something the user gave cannot be used.

    `text` is one Chinese sentence that says what is wrong; `remedy` what to do about it; `where` the file, record or
    event it is about, as the user knows it; `code` a stable upper-case name for programs.
    """

    text: str
    remedy: str = ""
    where: str = ""
    code: str = "ERROR"

    def __post_init__(self) -> None:
        Exception.__init__(self, self.text)

    def __str__(self) -> str:
        place = f"{self.where}：" if self.where else ""
        remedy = self.remedy and (self.remedy if self.text.endswith(("。", "？", "！")) else f"。{self.remedy}")
        return f"{place}{self.text}{remedy}"

    def __reduce__(self) -> tuple[type[GongkaiError], tuple[str, str, str, str]]:
        """Errors travel between worker processes; `Exception` alone would lose all but the first field."""
        return type(self), (self.text, self.remedy, self.where, self.code)


class MissingExtraError(GongkaiError):
    """A file form needs an optional package that is not installed."""

    @classmethod
    def of(cls, act: str, extra: str) -> MissingExtraError:
        """`act` is what was wanted, in English as pip speaks it: "reading .docx"."""
        return cls(f"{act} needs: pip install 'gongkai[{extra}]'", code="MISSING_EXTRA")
