"""Pages as pictures: rendered, tilted, blurred, with noise, as a scanner or a telephone gives them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.chains.step import Step

_NEEDS = (":pypdfium2", ":PIL", ":numpy")


@dataclass(frozen=True)
class Scanner:
    """`tilt` in degrees, `noise` in levels of grey, `blur` in pixels, `quality` of JPEG."""

    dots: tuple[int, int] = (150, 200)
    tilt: float = 0.6
    noise: float = 8
    blur: float = 0.4
    quality: int = 80


CLEAN = Scanner((150, 200), tilt=0, noise=0, blur=0, quality=95)
OFFICE = Scanner()
ROUGH = Scanner((100, 150), tilt=1.5, noise=16, blur=0.7, quality=55)


def _pictures(data: bytes, scanner: Scanner) -> list[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    words = "".join(page.get_textpage().get_text_bounded() for page in document)
    rng = Random(zlib.crc32(words.encode()))
    scale = rng.randint(*scanner.dots) / 72
    return [_worn(page.render(scale=scale).to_pil().convert("L"), scanner, rng) for page in document]


def _worn(picture: Any, scanner: Scanner, rng: Random) -> Any:
    import numpy as np
    from PIL import Image, ImageFilter

    angle = rng.uniform(-scanner.tilt, scanner.tilt)
    picture = picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    if scanner.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(rng.uniform(0, scanner.blur)))
    dust = np.random.default_rng(rng.getrandbits(32)).normal(0, scanner.noise, (picture.height, picture.width))
    return Image.fromarray(np.clip(np.asarray(picture, dtype=float) + dust, 0, 255).astype("uint8"))


def _saved(picture: Any, kind: str, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **({"quality": quality} if kind == "JPEG" else {}))
    return out.getvalue()


def _as_pdf(scanner: Scanner) -> Callable[[bytes], bytes]:
    def scan(data: bytes) -> bytes:
        from PIL import Image

        pages = [Image.open(io.BytesIO(_saved(one, "JPEG", scanner.quality))) for one in _pictures(data, scanner)]
        out = io.BytesIO()
        pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], quality=scanner.quality)
        return out.getvalue()

    return scan


def _as_one_picture(scanner: Scanner, kind: str) -> Callable[[bytes], bytes]:
    """All pages below one another, as a long screenshot."""

    def scan(data: bytes) -> bytes:
        from PIL import Image

        pages = _pictures(data, scanner)
        sheet = Image.new("L", (max(page.width for page in pages), sum(page.height for page in pages)), 255)
        top = 0
        for page in pages:
            sheet.paste(page, (0, top))
            top += page.height
        return _saved(sheet, kind, scanner.quality)

    return scan


STEPS: dict[str, Step] = {
    "scan clean": Step("pdf", "pdf", "scan, clean", _as_pdf(CLEAN), needs=_NEEDS),
    "scan": Step("pdf", "pdf", "scan, office", _as_pdf(OFFICE), needs=_NEEDS),
    "scan rough": Step("pdf", "pdf", "scan, rough", _as_pdf(ROUGH), needs=_NEEDS),
    "picture png": Step("pdf", "png", "picture", _as_one_picture(CLEAN, "PNG"), needs=_NEEDS),
    "picture jpg": Step("pdf", "jpg", "picture", _as_one_picture(OFFICE, "JPEG"), needs=_NEEDS),
}
