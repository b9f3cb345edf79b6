"""The county's head and foot: head.html and foot.html around every page, theme.css after our own style."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gongkai.errors import system_reason
from gongkai_web.export.errors import ExportError
from gongkai_web.export.folder import digest_of

MOST = 512 * 1024
HEAD, FOOT, STYLE = "head.html", "foot.html", "theme.css"


@dataclass(frozen=True, slots=True)
class Theme:
    """As the administrator has put it into the folder; it is theirs, and stands in the pages unchanged."""

    head: str = ""
    foot: str = ""
    style: bytes = b""

    @property
    def digest(self) -> str:
        return digest_of(b"\0".join((self.head.encode(), self.foot.encode(), self.style)))


def read_theme(folder: str) -> Theme:
    """Nothing of it need be there. Raises ExportError for a folder that is missing, and for text that is not UTF-8."""
    if not folder:
        return Theme()
    root = Path(folder)
    if not root.is_dir():
        raise ExportError("页头页脚的文件夹不存在", "请核对路径，里面放 head.html、foot.html、theme.css", folder)
    return Theme(_text(root / HEAD), _text(root / FOOT), _content(root / STYLE))


def _text(path: Path) -> str:
    try:
        return _content(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExportError("页头页脚要用 UTF-8 编码保存", "请用编辑器另存为 UTF-8", str(path)) from error


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise ExportError(f"文件读不了：{system_reason(error)}", "请检查权限", str(path)) from error
    if len(content) > MOST:
        raise ExportError("页头页脚的文件太大", "请改为链接图片和样式，每个文件不超过 512 KB", str(path))
    return content
