"""A Dask cluster of this machine gives the very tables that this machine alone gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.corpus import Dask, Local, read_corpus
from gongkai.errors import GongkaiError

from .making import contents, entries, made, save, tables_bytes

distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_two_reads_as_this_machine_does(tmp_path: Path) -> None:
    for number in range(10):
        save(tmp_path / "in", f"{number}.json", made(f"甲县{number}乡人民政府", 2019 + number % 5))
    (tmp_path / "in" / "bad.txt").write_text("今天天气很好。", encoding="utf-8")
    read_corpus(tmp_path / "local", entries(tmp_path / "in"), engine=Local(2))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1", death_timeout=60
    ) as cluster:
        read_corpus(tmp_path / "dask", entries(tmp_path / "in"), engine=Dask(cluster.scheduler_address))
    assert contents(tmp_path / "dask") == contents(tmp_path / "local")
    assert tables_bytes(tmp_path / "dask") == tables_bytes(tmp_path / "local")


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path) -> None:
    save(tmp_path / "in", "1.json", made())
    with pytest.raises(GongkaiError, match="连不上"):
        read_corpus(tmp_path / "c", entries(tmp_path / "in"), engine=Dask("tcp://127.0.0.1:1", seconds_to_connect=1))
