"""Pictures of every page of the annual report's docx and PDF: python -m tools.report_pages [OUT] [--dpi 60].

The docx is turned into a PDF by LibreOffice, both PDFs into pictures by poppler's pdftoppm: two programs that are not ours.
Without OUT the pictures of docs/images/annual-report are made anew, and the page that shows them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image
from tests.library.writing.reports import built, city, collapsed, dated

from gongkai.report import AnnualReport, Section
from gongkai.writing import to_bytes

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "images" / "annual-report"
PAGE = ROOT / "docs" / "reference" / "report-pages.md"
DPI = 60
_GREYS = 16


def long_text() -> AnnualReport:
    """A city's figures, and texts of several pages with headings that run in: what breaks over pages breaks here."""
    report = dated(city())
    aspects = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
    first = "\n".join(
        f"（{numeral}）{aspect}。{_sentences(aspect, 14)}"
        for numeral, aspect in zip("一二三四五", aspects, strict=True)
    )
    fifth = "\n".join(f"（{numeral}）{_sentences('存在的问题及改进情况', 9)}" for numeral in "一二三")
    texts = {1: first, 5: fifth}
    sections = [Section(one.number, one.title, texts.get(one.number or 0, one.text)) for one in report.sections]
    return replace(
        report, agency=NAME, title=f"{NAME}{report.year}年政府信息公开工作年度报告", signature=NAME, sections=sections
    )


NAME = "大峪山革命老区生态经济综合试验区管理委员会"


def _sentences(about: str, count: int) -> str:
    """Prose of official length about one aspect; every sentence differs by its figure."""
    return (
        "".join(
            f"围绕“{about}”逐月对照目录检查，第{n}次检查发现信息 {n * 7} 条需要补充，已于{n % 12 + 1}月底前补充完毕；"
            for n in range(1, count + 1)
        ).rstrip("；")
        + "。"
    )


SAMPLES: Mapping[str, tuple[str, Callable[[], AnnualReport]]] = {
    "2021": ("A township on the form of 2021 · 2021年格式，乡镇", lambda: dated(built())),
    "2019": ("The same township's report for 2020, on the form of 2019 · 2019年格式", lambda: dated(built(2020))),
    "long": (
        "Long texts, a name too long for a line, large figures, blank and struck cells · 长文字、长名称、大数字、空格",
        long_text,
    ),
    "one-row": ("Filed with one row 其他处理 · “其他处理”只有一行", lambda: dated(collapsed())),
}


@dataclass(frozen=True, slots=True)
class Pages:
    sample: str
    form: str
    pictures: tuple[Path, ...]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", nargs="?", type=Path)
    parser.add_argument("--dpi", type=int, default=DPI)
    given = parser.parse_args(arguments)
    folder = given.out or PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.webp"):
        old.unlink()
    made = [pages for name in SAMPLES for pages in _of_sample(name, folder, given.dpi)]
    for pages in made:
        print(f"{pages.sample} {pages.form}: {len(pages.pictures)} pages")
    if given.out is None:
        PAGE.write_text(page(made), "utf-8")
    return 0


def _of_sample(name: str, folder: Path, dpi: int) -> Iterator[Pages]:
    report = SAMPLES[name][1]()
    with tempfile.TemporaryDirectory() as where:
        work = Path(where)
        for form in ("docx", "pdf"):
            file = work / f"{name}.{form}"
            file.write_bytes(to_bytes(report, f".{form}"))
            printed = file if form == "pdf" else _as_pdf(file, work / "converted")
            yield Pages(name, form, tuple(_pictures(printed, folder, f"{name}-{form}", dpi)))


FONTS = ROOT / "src" / "gongkai" / "writing" / "fonts"
LIKE = {
    "仿宋_GB2312": "Gongkai Serif",
    "黑体": "Gongkai Sans",
    "楷体_GB2312": "Gongkai Title",
    "方正小标宋简体": "Gongkai Title",
    "宋体": "Gongkai Serif",
    "Times New Roman": "Gongkai Serif",
}
"""What stands in the pictures for the fonts of an office's Word, which are not free."""


def _fonts(folder: Path) -> Path:
    """A setting of fontconfig that knows these and the system's own."""
    like = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{other}</string></edit></match>'
        for name, other in LIKE.items()
    )
    file = folder / "fonts.conf"
    dirs = f"<dir>{FONTS}</dir><cachedir>{folder / 'fontcache'}</cachedir>"
    file.write_text(f"<fontconfig><include>/etc/fonts/fonts.conf</include>{dirs}{like}</fontconfig>", "utf-8")
    return file


def _as_pdf(file: Path, folder: Path) -> Path:
    """LibreOffice with a profile of its own, so that one that is open is not in the way."""
    profile = f"-env:UserInstallation=file://{folder.parent / 'profile'}"
    fonts = {"FONTCONFIG_FILE": str(_fonts(folder.parent))}
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file), **fonts)
    return folder / f"{file.stem}.pdf"


def _pictures(printed: Path, folder: Path, name: str, dpi: int) -> Iterator[Path]:
    """A few greys are enough for black type, and keep a page below 30 kB."""
    stem = printed.parent / f"{name}-page"
    _run("pdftoppm", "-r", str(dpi), "-gray", "-png", str(printed), str(stem))
    for number, file in enumerate(sorted(printed.parent.glob(f"{stem.name}-*.png")), start=1):
        target = folder / f"{name}-{number}.webp"
        with Image.open(file) as picture:
            picture.convert("L").quantize(_GREYS).convert("RGB").save(target, lossless=True, method=6)
        yield target


def _run(*command: str, **environment: str) -> None:
    try:
        env = {**os.environ, **environment}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300, env=env)
    except FileNotFoundError:
        sys.exit(f"{command[0]} is not installed: apt-get install libreoffice-writer-nogui poppler-utils")


HEAD = """# The pages of a report · 年报的版面

<!-- Written by `python -m tools.report_pages`. Do not edit by hand. -->

Every page of the Word file (as LibreOffice prints it) and of the PDF, looked at one by one. In the pictures of the Word file the
fonts of our PDF stand for 仿宋, 黑体, 楷体 and 小标宋, which an office's computer has and which are not free.

What to look at: the title centred and broken where it makes sense; six headings; the merged heads of the tables as in
国办公开办函〔2021〕30号 and 〔2019〕60号; table three on a page of its own, the 勾稽 sentence in its head, which is repeated where it
breaks; no group of rows cut; no number broken in two; page numbers outside.
"""


def page(made: list[Pages]) -> str:
    parts = [HEAD]
    for name, (title, _) in SAMPLES.items():
        parts.append(f"## {title}\n")
        for pages in made:
            if pages.sample == name:
                parts.append(f"{'Word' if pages.form == 'docx' else 'PDF'}, {len(pages.pictures)} pages\n")
                parts.append(" ".join(_shown(pages, n, file) for n, file in enumerate(pages.pictures, start=1)) + "\n")
    return "\n".join(parts)


def _shown(pages: Pages, number: int, file: Path) -> str:
    return f"![{pages.sample} {pages.form} page {number}](../images/annual-report/{file.name})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
