"""gongkai deadline, one request and many."""

import contextlib
import json
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from gongkai.calendar.store import FOLDER_VARIABLE
from tests.library.cli.running import gongkai

CORRECTED = ("--received", "2026-01-20", "--event", "corrected=2026-02-25")


@pytest.fixture(autouse=True)
def _no_notices_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "calendar"))


@pytest.mark.parametrize(
    ("today", "says"),
    [
        ("2026-03-16", "答复期限：2026年3月24日（星期二），还剩 6 个工作日"),
        ("2026-03-24", "答复期限：2026年3月24日（星期二），今天到期"),
        ("2026-03-27", "答复期限：2026年3月24日（星期二），已经超过 3 个工作日"),
        ("2026-01-19", "答复期限：2026年3月24日（星期二）\n"),
        ("2030-01-01", "答复期限：2026年3月24日（星期二）\n"),
    ],
)
def test_the_first_line_says_when_and_how_long_still(today: str, says: str) -> None:
    assert gongkai("deadline", *CORRECTED, "--today", today).stdout.startswith(says)


def test_a_request_that_was_answered_has_nothing_left() -> None:
    done = gongkai("deadline", *CORRECTED, "--event", "replied=2026-03-23", "--today", "2026-03-25")
    assert done.stdout.startswith("答复期限：2026年3月24日（星期二）\n")


def test_the_steps_the_articles_and_the_warnings_are_shown() -> None:
    notice = ("--event", "correction_requested=2026-02-03")
    text = "".join(gongkai("deadline", *CORRECTED, *notice, "--today", "2026-03-16").stdout.split())
    assert "收到补正后的申请" in text and "《条例》第三十条" in text
    assert "注意：补正告知书2026年2月3日发出" in text


def test_a_provisional_and_a_presumed_date_are_called_so() -> None:
    text = gongkai("deadline", "--received", "2026-12-04", "--today", "2026-12-04").stdout
    assert "2027年1月4日（星期一）（暂定）" in text and "还没有公布放假安排" in text
    text = gongkai("deadline", "--received", "2026-04-20", "--event", "third_party_consulted=2026-04-27").stdout
    assert "推定" in text


def test_a_deadline_that_cannot_be_said_is_not_said() -> None:
    done = gongkai("deadline", "--received", "2026-04-20", "--event", "organ_consulted=2026-04-27,role=other")
    assert done.stdout.startswith("答复期限：现在还不能确定\n")


def test_json_is_what_the_batch_gives() -> None:
    alone = json.loads(gongkai("deadline", *CORRECTED, "--json").stdout)
    assert (alone["id"], alone["due"]) == (None, "2026-03-24")


def test_fields_of_an_event() -> None:
    event = "extended=2026-05-08,days=10,approved_by=张三，主任,"
    done = gongkai("deadline", "--received", "2026-04-20", "--event", event, "--json")
    result = json.loads(done.stdout)
    assert result["due"] == "2026-06-03"
    assert "经张三，主任,同意" in result["steps"][1]["text"]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ([], "--received"),
        (["--received", "2026-13-01"], "2026-13-01"),
        (["--received", "20260120"], "20260120"),
        (["--received", "2026-01-20", "--event", "corected=2026-02-25"], "corected"),
        (["--received", "2026-01-20", "--event", "corrected"], "corrected"),
        (["--received", "2026-01-20", "--event", "extended=2026-02-02,days=ten"], "days"),
        (["--received", "2026-01-20", "--today", "tomorrow"], "--today"),
        (["--received", "2027-12-20"], "2028年"),
        (["--batch", "gone.jsonl"], "gone.jsonl"),
        (["some.jsonl"], "--batch"),
        (["--batch", "--received", "2026-01-20"], "--received"),
    ],
)
def test_a_failure_is_one_line_and_exit_status_2(args: list[str], says: str) -> None:
    done = gongkai("deadline", *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("gongkai: ") and done.stderr.count("\n") == 1 and says in done.stderr


def batch_file(folder: Path, *lines: str) -> Path:
    path = folder / "batch.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


GOOD = '{"id": "a", "received": "2026-01-20", "events": [{"type": "corrected", "date": "2026-02-25"}]}'


def test_a_batch_gives_a_line_for_a_line(tmp_path: Path) -> None:
    done = gongkai("deadline", "--batch", batch_file(tmp_path, GOOD, GOOD.replace("a", "b", 1)))
    assert done.returncode == 0
    assert [json.loads(line)["due"] for line in done.stdout.splitlines()] == ["2026-03-24"] * 2


def test_a_bad_line_makes_the_exit_status_2(tmp_path: Path) -> None:
    done = gongkai("deadline", "--batch", batch_file(tmp_path, GOOD, "{", GOOD))
    assert done.returncode == 2
    assert [json.loads(line).get("line") for line in done.stdout.splitlines()] == [None, 2, None]


@pytest.mark.parametrize("name", [[], ["-"]])
def test_a_batch_from_standard_input(name: list[str]) -> None:
    command = [sys.executable, "-m", "gongkai", "deadline", "--batch", *name]
    done = subprocess.run(command, input=GOOD, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, json.loads(done.stdout)["id"]) == (0, "a")


LOADED = """
import sys
import gongkai
print(*sys.modules)
sys.argv = ["gongkai", "deadline", "--received", "2026-01-20"]
from gongkai.cli import main
try:
    main()
except SystemExit:
    pass
print(*sys.modules)
"""


def distributions(code: str) -> list[set[str]]:
    """Which installed distributions each printed line of module names comes from."""
    lines = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()
    known = metadata.packages_distributions()
    lines = [lines[0], lines[-1]]
    return [{dist for name in line.split() for dist in known.get(name.partition(".")[0], ())} for line in lines]


def needed_by(*names: str) -> set[str]:
    """Distributions these need, and what those need, as installed here."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        with contextlib.suppress(metadata.PackageNotFoundError):
            found.add(metadata.distribution(name).name)
            needs = (re.match(r"[\w.-]+", need) for need in metadata.requires(name) or () if "extra ==" not in need)
            waiting += [need[0] for need in needs if need and need[0] not in found]
    return found


def test_it_loads_nothing_beyond_the_standard_library_typer_and_rich() -> None:
    at_start = distributions("import sys; print(*sys.modules)\nprint(*sys.modules)")[0]
    bare, used = distributions(LOADED)
    assert bare - at_start <= {"gongkai"}
    assert used - at_start <= {"gongkai", *needed_by("typer", "rich")}
