"""Each test has a folder of its own for the pages' tables; the corpus of many is made once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from gongkai.corpus.extract import make_extract
from gongkai.corpus.store import manifest_of
from gongkai.report import AnnualReport
from gongkai_web.research import shelf
from gongkai_web.research.keeping import POINTER, Current
from tests.library.corpus.making import corpus_of
from tests.platform.research.many import many


@pytest.fixture(scope="package")
def reports() -> list[AnnualReport]:
    return many()


@pytest.fixture(scope="package")
def corpus(reports: list[AnnualReport], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus_of(tmp_path_factory.mktemp("many"), *reports)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings) -> Iterator[None]:
    settings.RESEARCH_DIR, settings.CORPUS_DIR, settings.CORPUS_ADDRESSES = tmp_path / "research", None, None
    shelf._KEPT.__init__()
    yield
    shelf._KEPT.__init__()


@pytest.fixture(scope="package")
def made_once(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as the worker leaves it."""
    folder = tmp_path_factory.mktemp("made")
    make_extract(corpus, folder / "extract-0")
    at = Current(corpus="extract-0", generation=manifest_of(corpus)["generation"])
    (folder / POINTER).write_text(json.dumps(asdict(at)), encoding="utf-8")
    return folder


@pytest.fixture
def with_corpus(corpus: Path, made_once: Path, own_folder: None, settings) -> Path:
    """Named in the settings, and extracted."""
    settings.CORPUS_DIR = corpus
    shutil.copytree(made_once, settings.RESEARCH_DIR)
    return corpus
