"""Any file that has pages → a PDF of A4 pages that only draws: no forms, notes, links, scripts or attachments come along.

A file somebody sent may be made to hang or kill what opens it: it is opened in a process of its own, with limits.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from gongkai.errors import GongkaiError, MissingExtraError
from gongkai.reading import Limits, ReadingError
from gongkai.reading.picture_pages import as_pdf, is_page_picture
from gongkai.reading.sniff import sniff

_WORDS = {"docx": "docx", "doc": "doc", "rtf": "rtf", "odf": "odt", "odt": "odt"}
_SECONDS = 60.0
_MEMORY = 2_000_000_000
MOST_PAGES = 500
WIDTH, HEIGHT = 595.276, 841.89
"""A4 in points."""


class NotPagesError(GongkaiError):
    """The file has no pages, or they cannot be had: a sheet that names it stands in its place."""


def pages_of(data: bytes, name: str, *, seconds: float = _SECONDS) -> bytes:
    """The pages of a PDF, a picture or a Word document on A4, larger ones made smaller. Raises NotPagesError."""
    limits = Limits(seconds=seconds)
    try:
        kind = sniff(data, name, limits)
        if kind in _WORDS:
            from gongkai.reading.loaders.office import to_pdf

            data, kind = to_pdf(data, name, suffix=_WORDS[kind], limits=limits), "pdf"
        elif kind == "picture":
            data, kind = as_pdf([(name, _plain_picture(data))]), "pdf"
    except ReadingError as error:
        raise NotPagesError(error.text, error.remedy, name) from error
    if kind != "pdf":
        raise NotPagesError("这种文件没有固定的页面", "请随卷另附电子文件", name)
    return _drawn_apart(data, name, seconds)


def _plain_picture(data: bytes) -> bytes:
    """As it is where a PDF can hold it as it is; else without transparency and the like."""
    if is_page_picture(data):
        try:
            as_pdf([("", data)])
        except ReadingError:
            pass
        else:
            return data
    try:
        from PIL import Image, UnidentifiedImageError
    except ImportError as error:
        raise MissingExtraError.of("putting this picture on a page", "redaction") from error
    try:
        with Image.open(io.BytesIO(data)) as opened:
            out = io.BytesIO()
            on_white = Image.new("RGB", opened.size, "white")
            shown = opened.convert("RGBA")
            on_white.paste(shown, mask=shown.getchannel("A"))
            on_white.save(out, "PNG")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise ReadingError("图片打不开", "请另存为普通的 JPEG 图片再试", "", "READ_PICTURE") from error
    return out.getvalue()


def _drawn_apart(data: bytes, name: str, seconds: float) -> bytes:
    paths = [path for path in sys.path if Path(path).is_absolute()]
    command = [sys.executable, "-P", "-m", "gongkai.dossier.a4"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False, env=environment)
    except subprocess.TimeoutExpired as error:
        raise NotPagesError("页面读不出来：超过了时间", "请随卷另附电子文件", name) from error
    if done.returncode or not done.stdout:
        said = "有密码" if b"password" in done.stderr.lower() else "已损坏，或者构造异常"
        if b"too many pages" in done.stderr:
            said = f"超过 {MOST_PAGES} 页"
        raise NotPagesError(f"页面读不出来：{said}", "请随卷另附电子文件", name)
    return done.stdout


def drawn(data: bytes) -> bytes:
    """The pages of a PDF, each drawn on an A4 page, upright as a reader shows it, with its forms and notes as they look.
    Raises pdfium's error for a damaged or locked file; whoever does not trust the file calls this in a process apart."""
    import pypdfium2 as pdfium

    source = pdfium.PdfDocument(data)
    source.init_forms()
    if not 0 < len(source) <= MOST_PAGES:
        raise pdfium.PdfiumError("too many pages, or none")
    out = pdfium.PdfDocument.new()
    for index in range(len(source)):
        if source.formenv:
            source[index].flatten()
        _place(source, index, out)
    written = io.BytesIO()
    out.save(written)
    return written.getvalue()


def _place(source: Any, index: int, out: Any) -> None:
    import pypdfium2 as pdfium

    width, height = source[index].get_size()
    paper = (HEIGHT, WIDTH) if width > height else (WIDTH, HEIGHT)
    scale = min(1.0, paper[0] / width, paper[1] / height)
    # Captured as it is shown: turned, cut to its crop box, with its lower left corner at the origin.
    left, bottom = (paper[0] - width * scale) / 2, (paper[1] - height * scale) / 2
    target = out.new_page(*paper)
    form = source.page_as_xobject(index, out).as_pageobject()
    form.set_matrix(pdfium.PdfMatrix().scale(scale, scale).translate(left, bottom))
    target.insert_obj(form)
    target.gen_content()


def _main() -> int:
    """stdin → stdout; what came out is opened once more, every page of it, so that who joins it later can rely on it."""
    import pypdfium2 as pdfium

    _limit()
    data = sys.stdin.buffer.read()
    try:
        made = drawn(data)
        for page in pdfium.PdfDocument(made):
            page.get_objects()
    except pdfium.PdfiumError as error:
        sys.stderr.write(str(error))
        return 1
    sys.stdout.buffer.write(made)
    return 0


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    sys.exit(_main())
