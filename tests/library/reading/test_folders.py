"""Which files a command takes."""

from pathlib import Path

from gongkai.reading.folders import expand


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


def test_a_folder_means_the_report_files_in_and_below_it_by_name(tmp_path: Path) -> None:
    touch(tmp_path, "b.txt", "a.DOCX", "notes.exe", "sub/c.txt", ".hidden/d.txt", "~$a.docx")
    assert [p.relative_to(tmp_path).as_posix() for p in expand([tmp_path], [".txt", ".docx"])] == [
        "a.DOCX",
        "b.txt",
        "sub/c.txt",
    ]


def test_a_named_file_is_taken_whatever_its_name_and_even_if_it_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone.report"
    assert expand([gone], [".txt"]) == [gone]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt")
    assert expand([tmp_path / "a.txt", tmp_path], [".txt"]) == [tmp_path / "a.txt"]


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert expand([tmp_path], [".txt"]) == []
