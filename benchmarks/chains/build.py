"""Makes the files of the plans: the first file of each, then step by step, many at a time, each within a time limit."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random

from benchmarks.chains.limit import limited
from benchmarks.chains.plan import ON_PAPER, STEPS, WRITERS, Plan, absent
from benchmarks.chains.quiet import quiet
from benchmarks.chains.step import SECONDS
from benchmarks.corpus import faults
from benchmarks.corpus.case import Case, truth
from benchmarks.corpus.make import STEPS as CHANGES
from benchmarks.corpus.make import accept_lost_blanks
from benchmarks.corpus.numbers import report
from benchmarks.corpus.paper import Paper, paper
from benchmarks.corpus.prose import texts

Truth = dict[str, object]
WITHOUT_TABLES = {"html div"}
"""What has no cells for a converter: an empty one vanishes."""
TEXTS = (".txt", ".md", ".csv", ".rst", ".html")


@dataclass
class Job:
    """A file on its way: where it is now, and the steps it still has to take."""

    plan: Plan
    path: Path
    truth: Truth
    left: list[str] = field(default_factory=list)


@dataclass
class Built:
    """How many files were made, and why others were not: (way, reason)."""

    files: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)


def build(plans: Iterable[Plan], folder: Path, workers: int) -> Built:
    """files/ and truth/ in the folder."""
    lacking, done, wanted = absent(), Built(), []
    for plan in plans:
        lack = sorted({need for name in (plan.writer, *plan.steps) for need in lacking.get(name, ())})
        if lack:
            done.skipped.append((plan.way, f"not here: {', '.join(lack)}"))
        else:
            wanted.append(plan)
    with tempfile.TemporaryDirectory() as work, ProcessPoolExecutor(workers, get_context("spawn"), quiet) as pool:
        jobs = list(_settled(((plan.way, pool.submit(begin, plan, Path(work))) for plan in wanted), done))
        while jobs:
            jobs = _finished(jobs, folder, done)
            jobs = _next(jobs, pool, workers, done)
    return done


def begin(plan: Plan, work: Path) -> Job:
    """The writer's file, on its way."""
    case, data = made(plan)
    path = work / f"{plan.stem}.{WRITERS[plan.writer].suffix}"
    path.write_bytes(data)
    return Job(plan, path, truth(case, plan.group, plan.form), list(plan.steps))


def made(plan: Plan) -> tuple[Case, bytes]:
    """The report of this plan and its writer's file."""
    rng = Random(f"{plan.number}/{plan.form}")
    case = report(rng, plan.size, plan.code, plan.collapsed)
    sheets = _printed(case, plan, rng)
    writer = WRITERS[plan.writer]
    return case, limited(SECONDS, lambda: writer.write(case, sheets, rng))


def _printed(case: Case, plan: Plan, rng: Random) -> Paper:
    for change in plan.changes:
        if change not in ON_PAPER:
            CHANGES[change](case, rng)
            case.deliberate = case.deliberate or change in faults.FAULTS
    steps = [STEPS[name] for name in plan.steps]
    if not all(step.shows_blanks for step in steps) or (steps and plan.writer in WITHOUT_TABLES):
        accept_lost_blanks(case)
    if any(step.glues for step in steps):
        case.accept_null(list(case.values))
    sheets = paper(case, texts(case, rng))
    for change in plan.changes:
        if change in ON_PAPER:
            CHANGES[change](case, sheets, rng)
    return sheets


def _next(jobs: list[Job], pool: ProcessPoolExecutor, workers: int, done: Built) -> list[Job]:
    """Every job one step further; those that fail are named and left out."""
    by_step: dict[str, list[Job]] = defaultdict(list)
    for job in jobs:
        by_step[job.left.pop(0)].append(job)
    with ThreadPoolExecutor(workers) as threads:
        many = [threads.submit(_together, name, part) for name, part in by_step.items() if STEPS[name].many]
        single = [
            (job.plan.way, pool.submit(_alone, name, job))
            for name, part in by_step.items()
            if STEPS[name].one
            for job in part
        ]
        moved = list(_settled(single, done))
        for result in many:
            moved += [job for job in result.result() if job.path.exists()]
            done.skipped += [(job.plan.way, "no file came out") for job in result.result() if not job.path.exists()]
    return moved


def _together(name: str, jobs: Sequence[Job]) -> list[Job]:
    step = STEPS[name]
    results = step.many([job.path for job in jobs]) if step.many else {}
    for job in jobs:
        data = results.get(job.path)
        job.path = job.path.with_suffix(f".{len(job.left)}.{step.suffix}")
        if data:
            job.path.write_bytes(data)
    return list(jobs)


def _alone(name: str, job: Job) -> Job:
    step, one = STEPS[name], STEPS[name].one
    data = limited(SECONDS, lambda: one(job.path.read_bytes()) if one else b"")
    if not data.strip():
        raise ValueError("an empty file")
    job.path = job.path.with_suffix(f".{len(job.left)}.{step.suffix}")
    job.path.write_bytes(data)
    return job


def _settled(futures: Iterable[tuple[str, Future[Job]]], done: Built) -> Iterator[Job]:
    for way, future in list(futures):
        try:
            yield future.result()
        except Exception as error:  # one file must not end the run: it is named in the end
            done.skipped.append((way, f"{type(error).__name__}: {error}"[:200]))


def _finished(jobs: list[Job], folder: Path, done: Built) -> list[Job]:
    for part in ("files", "truth"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for job in (job for job in jobs if not job.left):
        stem = job.plan.stem
        (folder / "files" / f"{stem}{job.path.suffix}").write_bytes(job.path.read_bytes())
        allow_for_losses(job.truth, job.path)
        text = json.dumps(job.truth, ensure_ascii=False, indent=1)
        (folder / "truth" / f"{stem}.json").write_text(text, encoding="utf-8")
        done.files += 1
    return [job for job in jobs if job.left]


def allow_for_losses(told: Truth, path: Path) -> None:
    """A text with fewer digits than the tables has lost numbers: then to say nothing is right as well."""
    if path.suffix not in TEXTS:
        return
    text = _decoded(path.read_bytes())
    numbers = list(_numbers(told["tables"]))
    if sum(sign.isnumeric() for sign in text) >= sum(sign.isdigit() for _, number in numbers for sign in number):
        return
    accepted: dict[str, list[object]] = told["acceptable"]  # type: ignore[assignment]
    for place, _ in numbers:
        if None not in accepted.setdefault(place, []):
            accepted[place].append(None)
    told["form_complete"] = False
    told["notes"] = [*told["notes"], "the extractor lost numbers"]  # type: ignore[misc]


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def _numbers(node: object, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _numbers(value, f"{place}.{key}" if place else key)
    elif node is not None:
        yield place, str(node)
