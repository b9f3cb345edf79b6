"""Make the fonts of the PDF anew from Debian's fonts-noto-cjk, with the characters of Debian's unicode-data.

Only needed when the character set changes; the made fonts are in the repository.

    apt-get install fonts-noto-cjk unicode-data
    pip install fonttools==4.68.0
    python tools/subset_fonts.py

The faces get a name of their own, as the SIL Open Font License asks of a modified version. Hinting is dropped (a PDF
needs none), the outlines stay as they are.
"""

from __future__ import annotations

import bz2
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

SOURCE = Path("/usr/share/fonts/opentype/noto")
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
TARGET = Path(__file__).parent.parent / "src/gongkai/writing/fonts"
SIMPLIFIED = 2
"""Place of the SC face in each collection."""

KEPT_NAMES = (0, 5, 13, 14)
"""Copyright, version, licence and its address; the names themselves are replaced."""


@dataclass(frozen=True)
class Face:
    source: str
    family: str
    style: str
    wide: bool

    @property
    def file(self) -> str:
        return f"{self.family.replace(' ', '')}-{self.style}.otf"


FACES = (
    Face("NotoSerifCJK-Regular.ttc", "Gongkai Serif", "Regular", wide=True),
    Face("NotoSerifCJK-Bold.ttc", "Gongkai Title", "Bold", wide=False),
    Face("NotoSansCJK-Bold.ttc", "Gongkai Sans", "Bold", wide=False),
)


def main() -> None:
    common = set(map(chr, range(0x20, 0x7F))) | set(_double_bytes("gb2312", 0xA1)) | set(_general_standard())
    wide = common | set(_double_bytes("gbk", 0x81))
    for face in FACES:
        font = _collection_face(SOURCE / face.source)
        _subset(font, wide if face.wide else common)
        _rename(font, face)
        font.save(TARGET / face.file)
        print(f"{face.file}: {len(font.getBestCmap())} characters, {(TARGET / face.file).stat().st_size:,} bytes")


def _double_bytes(encoding: str, first: int) -> Iterator[str]:
    """Every character that the encoding writes with two bytes."""
    for lead in range(first, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                yield bytes((lead, trail)).decode(encoding)
            except UnicodeDecodeError:
                continue


def _general_standard() -> Iterator[str]:
    """The 8,105 characters of 通用规范汉字表 (2013), by Unihan's kTGH."""
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        for line in lines:
            if "\tkTGH\t" in line:
                yield chr(int(line.split("\t")[0].removeprefix("U+"), 16))


def _collection_face(path: Path) -> TTFont:
    font = TTCollection(path).fonts[SIMPLIFIED]
    font.recalcTimestamp = False
    return font


def _subset(font: TTFont, characters: set[str]) -> None:
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.notdef_outline = True
    options.name_IDs = list(KEPT_NAMES)
    options.drop_tables = [*options.drop_tables, "vhea", "vmtx", "VORG", "GSUB", "GPOS", "GDEF", "BASE"]
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(characters)))
    cutter.subset(font)


def _rename(font: TTFont, face: Face) -> None:
    names = font["name"]
    names.names = [record for record in names.names if record.platformID == 3]
    full = f"{face.family} {face.style}"
    postscript = face.file.removesuffix(".otf")
    for number, text in ((1, face.family), (2, face.style), (3, full), (4, full), (6, postscript)):
        names.setName(text, number, 3, 1, 0x409)
    outlines = font["CFF "].cff
    outlines.fontNames = [postscript]
    outlines.topDictIndex[0].FullName, outlines.topDictIndex[0].FamilyName = full, face.family


if __name__ == "__main__":
    sys.exit(main())
