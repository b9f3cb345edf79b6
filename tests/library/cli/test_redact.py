"""gongkai redact: a file only where it is proven, and nothing over what is there already."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("PIL")
pytest.importorskip("pypdfium2")

from tests.library.cli.running import Ran, gongkai
from tests.library.redaction.making import PHONE, pdf_of

BOX = {"page": 1, "left": 0, "top": 0.05, "right": 1, "bottom": 0.085, "reason": "personal"}


def run(folder: Path, *boxes: dict[str, object]) -> Ran:
    (folder / "a.pdf").write_bytes(pdf_of([PHONE, "b", PHONE]))
    (folder / "boxes.json").write_text(json.dumps({"boxes": boxes}))
    return gongkai("redact", folder / "a.pdf", "--boxes", folder / "boxes.json", "-o", folder / "out.pdf")


def test_it_says_what_was_done_and_what_is_left_to_look_at(tmp_path: Path) -> None:
    done = run(tmp_path, BOX)
    assert done.returncode == 0
    assert "1 页，遮盖 1 处；核验通过（pdfium" in done.stdout
    assert f"“{PHONE}”在第 1 页别处还看得见" in done.stdout
    assert PHONE.encode() not in (tmp_path / "out.pdf").read_bytes()


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "out.pdf").write_text("mine")
    done = run(tmp_path, BOX)
    assert done.returncode == 2
    assert "不覆盖" in done.stderr
    assert (tmp_path / "out.pdf").read_text() == "mine"


@pytest.mark.parametrize("box", [BOX | {"reason": "17"}, BOX | {"page": 9}, BOX | {"right": 7}])
def test_a_box_that_does_not_fit_leaves_no_file(box: dict[str, object], tmp_path: Path) -> None:
    done = run(tmp_path, box)
    assert done.returncode == 2
    assert "第 1 个遮盖框" in done.stderr
    assert not (tmp_path / "out.pdf").exists()
