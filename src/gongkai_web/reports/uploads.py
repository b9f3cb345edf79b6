"""What a browser uploads, within limits. Nothing is concluded from a name; it is only shown back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai import reading
from gongkai.errors import GongkaiError

LONGEST_NAME = 120
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp"})
_UNSAFE = re.compile(r'[\x00-\x1f\x7f"\\/:*?<>|\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff]')


class UploadError(GongkaiError):
    """A file that is not taken; `where` is its name."""


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    data: bytes


def accepted(file: UploadedFile[bytes]) -> Upload:
    """The whole file in memory. Raises UploadError for an empty or too large one."""
    name = safe_name(file.name or "")
    if not file.size:
        raise UploadError(_("文件是空的"), _("请重新导出或者换一份文件"), name, "EMPTY")
    if file.size > settings.MAX_FILE_BYTES:
        most = settings.MAX_FILE_BYTES // settings.MEGABYTE
        raise UploadError(
            _("文件超过 %(most)d MB") % {"most": most}, _("请只上传年度报告本身，去掉图片后再试"), name, "TOO_LARGE"
        )
    return Upload(name, file.read())


_FORMS = {
    ".docx": "Word",
    ".doc": "Word 97",
    ".wps": "WPS",
    ".pdf": "PDF",
    ".xlsx": "Excel",
    ".html": gettext_lazy("网页"),
    ".jpg": gettext_lazy("扫描图片"),
    ".txt": gettext_lazy("文本"),
    ".zip": gettext_lazy("压缩包"),
    ".json": gettext_lazy("本系统的 JSON"),
}
"""What each suffix is called by the people who have such files."""


def upload_limits() -> dict[str, object]:
    """What a page says about the limits before anyone runs into them."""
    return {
        "file_forms": _("、").join(str(name) for suffix, name in _FORMS.items() if suffix in reading.SUFFIXES),
        "accept": ",".join(sorted(reading.SUFFIXES | _PICTURES)),
        "most_files": settings.MAX_FILES,
        "most_bytes": settings.MAX_FILE_BYTES,
        "most_megabytes": settings.MAX_FILE_BYTES // settings.MEGABYTE,
    }


def uploaded(request: HttpRequest, name: str) -> UploadedFile[bytes]:
    """The one file of this field. Raises UploadError where none was chosen."""
    file = request.FILES.get(name)
    if not isinstance(file, UploadedFile):
        raise UploadError(_("还没有选择文件"), _("请选择文件后再按一次"), code="NO_FILE")
    return file


def safe_name(name: str) -> str:
    """A file name fit to be shown and to be given to a download: no path, no control or direction characters."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = _UNSAFE.sub("", last).strip(". ") or "未命名"
    if len(plain) <= LONGEST_NAME:
        return plain
    suffix = PurePosixPath(plain).suffix[:10]
    return plain[: LONGEST_NAME - len(suffix)] + suffix
