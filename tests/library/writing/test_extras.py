"""Without an optional library one clear line says what to install; nothing else breaks."""

import sys
from pathlib import Path

import pytest

from gongkai.errors import MissingExtraError
from gongkai.writing import write
from tests.library.writing.reports import built


def hide(monkeypatch: pytest.MonkeyPatch, *libraries: str) -> None:
    for library in libraries:
        loaded = [name for name in sys.modules if name.startswith(f"{library}.")]
        for name in (library, *loaded):
            monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.parametrize(
    ("suffix", "library", "extra"),
    [(".docx", "docx", "docx"), (".xlsx", "xlsxwriter", "xlsx"), (".pdf", "typst", "pdf")],
)
def test_a_missing_library_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, library: str, extra: str
) -> None:
    hide(monkeypatch, library)
    for module in (f"gongkai.writing{suffix}", "gongkai.writing.typesetting"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    with pytest.raises(MissingExtraError) as caught:
        write(built(), tmp_path / f"年报{suffix}")
    assert str(caught.value) == f"writing {suffix} needs: pip install 'gongkai[{extra}]'"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".html", ".json"])
def test_page_and_json_need_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    hide(monkeypatch, "docx", "xlsxwriter", "typst", "lxml")
    write(built(), tmp_path / f"年报{suffix}")
    assert (tmp_path / f"年报{suffix}").stat().st_size > 1000
