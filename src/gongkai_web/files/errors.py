"""What is said when a file is not taken, or cannot be had."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.errors import GongkaiError


class FileError(GongkaiError):
    """A file that is not taken, or not there any more; `where` is its name as the person knows it."""


def program(name: str) -> FileError:
    return FileError(
        _("这是程序，不是文件"), _("程序、脚本和快捷方式不能上传；请确认这份文件的来源是否可靠"), name, "FILE_PROGRAM"
    )


def macros(name: str) -> FileError:
    return FileError(_("文件里有宏"), _("请用 Word 或 WPS 打开，另存为不带宏的格式后再上传"), name, "FILE_MACROS")


def embedded(name: str) -> FileError:
    return FileError(_("文档里嵌入了别的文件"), _("请打开文档，删去嵌入的对象，另存后再上传"), name, "FILE_EMBEDDED")


def protected(name: str) -> FileError:
    return FileError(_("文件有密码，无法审查"), _("请去掉密码后再上传"), name, "FILE_PASSWORD")


def broken(name: str) -> FileError:
    return FileError(_("文件已损坏，打不开"), _("请重新保存或重新下载后再上传"), name, "FILE_BROKEN")


def bomb(name: str) -> FileError:
    return FileError(_("文件解压后过大"), _("请检查文件是否正常；确有这么大的，请拆成几份后再上传"), name, "FILE_BOMB")


def page(name: str) -> FileError:
    return FileError(
        _("这是网页，不能作为附件"), _("请用 Word 或 WPS 打开，另存为 docx 或 PDF 后再上传"), name, "FILE_PAGE"
    )


def unknown(name: str) -> FileError:
    return FileError(
        _("这种文件不能上传"),
        _("可以上传 Word、WPS、Excel、演示文稿、PDF、OFD、纯文本、CSV、PNG、JPG 和 ZIP，请另存为其中一种后再上传"),
        name,
        "FILE_KIND",
    )
