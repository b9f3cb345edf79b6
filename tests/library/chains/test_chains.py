"""Files made by writers and steps that need no program from outside: there, with a truth, and the same every time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.chains.build import allow_for_losses, build
from benchmarks.chains.page import mark
from benchmarks.chains.plan import STEPS, WRITERS, Plan, lasts, plans
from benchmarks.chains.step import missing
from benchmarks.corpus.readers import OURS


def _plan(number: int, writer: str, *steps: str, changes: tuple[str, ...] = ()) -> Plan:
    return Plan(number, writer, steps, "few", "2021", False, changes)


WAYS = [
    _plan(0, "docx official"),
    _plan(1, "own xlsx", changes=("wrong_total",)),
    _plan(2, "site whole", "mht"),
    _plan(3, "html spans", "json"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("chains")
    assert build(WAYS, made, 1).skipped == []
    return made


@pytest.mark.parametrize("plan", WAYS, ids=lambda plan: plan.way)
def test_each_file_is_read_as_its_truth_says(folder: Path, plan: Plan) -> None:
    (path,) = (folder / "files").glob(f"{plan.stem}.*")
    own = mark(path, folder / "truth").scores[OURS]
    assert (own.perfect, own.silent, own.accused) == (1, 0, 0)


def test_a_fault_of_the_office_is_in_the_truth(folder: Path) -> None:
    told = json.loads((folder / "truth" / f"{WAYS[1].stem}.json").read_text("utf-8"))
    assert told["deliberate"]
    assert "T3-ROW" in {fault["rule"] for fault in told["fails"]}


def test_a_text_that_has_lost_numbers_may_be_left_open(tmp_path: Path) -> None:
    told: dict[str, object] = {"tables": {"requests": {"new": {"total": 12}}}, "acceptable": {}, "notes": []}
    for text, accepted in (("共 12 件", {}), ("共 1 件", {"requests.new.total": [None]})):
        (tmp_path / "report.txt").write_text(text, "utf-8")
        allow_for_losses(told, tmp_path / "report.txt")
        assert told["acceptable"] == accepted


def test_the_same_seed_gives_the_same_plans_and_every_last_form_has_a_way() -> None:
    count = len(lasts())
    assert list(plans(3, count)) == list(plans(3, count))
    assert {plan.group for plan in plans(3, count)} == {
        *(writer.group for writer in WRITERS.values()),
        *(step.group for step in STEPS.values()),
    }


def test_a_step_takes_what_the_one_before_gives() -> None:
    for plan in plans(5, 200):
        suffix = WRITERS[plan.writer].suffix
        for name in plan.steps:
            assert STEPS[name].takes.split()[0] == suffix
            suffix = STEPS[name].suffix


def test_what_is_not_installed_is_named() -> None:
    assert missing(("no-such-program", ":no_such_package", ":json")) == ["no-such-program", ":no_such_package"]


def test_a_file_that_cannot_be_made_here_is_left_out_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.chains.build.absent", lambda: {"mht": ["a-browser"]})
    built = build([WAYS[2]], tmp_path, 1)
    assert (built.files, built.skipped) == (0, [("site whole > mht", "not here: a-browser")])
