"""Export after export: only what has changed is written, and the end is always what a whole export would give."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from gongkai_web.audit.models import Entry
from gongkai_web.export import making
from gongkai_web.export.errors import ExportError
from gongkai_web.export.locking import locked
from gongkai_web.export.models import Run, Site
from gongkai_web.export.services import site_in
from gongkai_web.files import storage
from gongkai_web.organs.services import rename
from gongkai_web.publishing.models import Item, Link
from gongkai_web.publishing.releasing import recall
from gongkai_web.publishing.validity import link, repeal, restore, unlink
from tests.platform.export.county import changed, corrected, exported, page, rule, site_of, times, tree, with_file
from tests.platform.publishing.office import NOW, Office, published, township
from tests.platform.publishing.test_faults import _environment

pytestmark = pytest.mark.django_db


def whole(office: Office, folder: Path) -> dict[str, bytes]:
    """What an export from nothing into another folder gives; the deletions are of this folder's history."""
    other = folder.with_name(f"{folder.name}-whole")
    exported(office, other)
    return _without_history(tree(other))


def _without_history(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if not path.startswith(("deletions", "manifest"))}


def test_with_nothing_new_nothing_is_written(tmp_path: Path):
    office = township()
    with_file(office)
    exported(office, tmp_path / "out")
    before = times(tmp_path / "out")
    run = exported(office, tmp_path / "out")
    assert (run.written, run.removed) == (0, 0)
    assert exported(office, tmp_path / "out", everything=True).written == 0
    assert changed(tmp_path / "out", before) == set()


def test_one_publication_writes_its_page_and_the_lists_it_stands_in(tmp_path: Path):
    office = township()
    for _ in range(3):
        published(office)
    exported(office, tmp_path / "out")
    before = times(tmp_path / "out")
    item = published(office, title="新的一条")
    exported(office, tmp_path / "out")
    assert changed(tmp_path / "out", before) == {
        f"items/0/{item.pk}.html",
        "index.html",
        "content/index.html",
        "columns/notices/index.html",
        "feed.atom",
        "feed.rss",
        "manifest.json",
    }
    assert _without_history(tree(tmp_path / "out")) == whole(office, tmp_path / "out")


def _many(office: Office, count: int) -> None:
    first = published(office)
    for number in range(count):
        Item.objects.create(
            organ=office.organ,
            drafted_by=office.clerk,
            public="published",
            index_number=f"T1/x-{number}",
            revision=first.revision,
            published_at=NOW - timedelta(days=1),
            published_on=NOW.date() - timedelta(days=400 - number),
            title=f"第{number}条",
            column=first.column,
        )


def test_a_long_list_changes_only_in_its_first_part(tmp_path: Path):
    office = township()
    _many(office, 260)
    exported(office, tmp_path / "out")
    before = times(tmp_path / "out")
    assert {"content/1.html", "content/2.html", "content/3.html", "content/4.html"} <= set(before)
    published(office, title="新的一条")
    exported(office, tmp_path / "out")
    parts = {path for path in changed(tmp_path / "out", before) if path.startswith(("content/", "columns/"))}
    assert parts == {"content/index.html", "columns/notices/index.html"}


ACTS = {
    "publish": lambda office, items: published(office, title="又一条"),
    "recall": lambda office, items: recall(by=office.clerk, item=items[0], reason="有误", now=NOW),
    "correct the title": lambda office, items: corrected(office, items[1], title="改过的题目"),
    "link": lambda office, items: _link(office, items),
    "unlink": lambda office, items: unlink(by=office.clerk, link=_link(office, items), now=NOW),
    "repeal": lambda office, items: _repeal(office, items),
    "repeal undone": lambda office, items: restore(by=office.clerk, item=_repeal(office, items), now=NOW),
    "rename the organ": lambda office, items: rename(
        by=None, organ=office.organ, name="白云镇人民政府", since=NOW.date()
    ),
}


def _link(office: Office, items: list[Item]) -> Link:
    return link(by=office.clerk, kind=Link.Kind.INTERPRETS, source=items[1], target=items[2], now=NOW)


def _repeal(office: Office, items: list[Item]) -> Item:
    return repeal(by=office.clerk, item=items[2], on=NOW.date(), by_item=items[1], now=NOW)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("between", [False, True], ids=["at once", "exported between"])
def test_after_any_act_the_folder_is_what_a_whole_export_gives(tmp_path: Path, act: str, between: bool):
    office = township()
    items = [with_file(office), published(office), rule(office)]
    if act in ("unlink", "repeal undone") and between:
        _link(office, items) if act == "unlink" else _repeal(office, items)
    exported(office, tmp_path / "out")
    ACTS[act](office, items)
    exported(office, tmp_path / "out")
    assert _without_history(tree(tmp_path / "out")) == whole(office, tmp_path / "out")


def test_a_title_that_is_corrected_is_right_on_the_pages_that_name_it(tmp_path: Path):
    office = township()
    items = [published(office), published(office), rule(office)]
    _link(office, items)
    exported(office, tmp_path)
    corrected(office, items[1], title="改过的解读")
    exported(office, tmp_path)
    assert "改过的解读" in page(tmp_path, items[2])


def test_a_day_that_passes_changes_what_it_changes(tmp_path: Path, monkeypatch):
    office = township()
    item = rule(office)
    exported(office, tmp_path / "out")
    assert "失效" not in page(tmp_path / "out", item)
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=365 * 6))
    exported(office, tmp_path / "out")
    assert "失效" in page(tmp_path / "out", item)


def test_what_is_recalled_while_it_is_exported_is_not_in_it(tmp_path: Path, monkeypatch):
    office = township()
    keeps, goes = published(office), with_file(office, body="<p>撤回的正文</p>")
    drawn, done = making.Making._pages, []

    def recall_meanwhile(self, *args):
        if not done:
            done.append(recall(by=office.clerk, item=goes, reason="有误", now=NOW))
        return drawn(self, *args)

    monkeypatch.setattr(making.Making, "_pages", recall_meanwhile)
    exported(office, tmp_path)
    together = b"".join(tree(tmp_path).values()).decode("utf-8", "ignore")
    assert "撤回的正文" not in together
    assert "本信息已撤回" in page(tmp_path, goes)
    assert keeps.title in page(tmp_path, keeps)


def test_a_file_that_cannot_be_read_is_told_and_tried_again(tmp_path: Path):
    office = township()
    item, other = with_file(office), published(office, title="另一条")
    file = item.revision.attachments.get().file
    path = storage.path_of(file.sm3)
    kept = path.read_bytes()
    path.chmod(0o644)
    path.unlink()
    run = exported(office, tmp_path)
    assert run.state == Run.State.DONE
    assert "名单" in run.problems[0]
    assert other.title in page(tmp_path, other)
    path.write_bytes(kept)
    assert exported(office, tmp_path).problems == []
    assert [one for one in tree(tmp_path) if one.startswith("files/")]


def test_one_export_at_a_time(tmp_path: Path):
    office = township()
    with locked(site_in(office.organ, tmp_path / "out")), pytest.raises(ExportError, match="正在导出"):
        exported(office, tmp_path / "out")


def test_a_failed_run_says_why_and_leaves_the_folder_whole(tmp_path: Path, monkeypatch):
    office = township()
    published(office)
    exported(office, tmp_path)
    before = tree(tmp_path)
    published(office, title="新的一条")
    monkeypatch.setattr(making.Making, "_pages", _full_disk)
    with pytest.raises(ExportError, match="磁盘已满"):
        exported(office, tmp_path)
    assert Run.objects.first().state == Run.State.FAILED
    monkeypatch.undo()
    assert exported(office, tmp_path).written
    assert set(before) <= set(tree(tmp_path))


def _full_disk(*_: object) -> None:
    import errno

    raise OSError(errno.ENOSPC, "No space left on device", "x")


def test_what_a_killed_run_wrote_is_not_taken_for_what_the_manifest_says(tmp_path: Path, monkeypatch):
    office = township()
    published(office)
    exported(office, tmp_path)
    before = tree(tmp_path)
    item = published(office, title="只在中断的那次里")
    monkeypatch.setattr("gongkai_web.export.running._close", _killed)
    with pytest.raises(KeyboardInterrupt):
        exported(office, tmp_path)
    assert "只在中断的那次里" in (tmp_path / "index.html").read_text(encoding="utf-8")
    monkeypatch.undo()
    recall(by=office.clerk, item=item, reason="有误", now=NOW)
    exported(office, tmp_path)
    assert tree(tmp_path)["index.html"] == before["index.html"]


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_database_put_back_to_an_earlier_day_is_not_followed_by_its_numbers(tmp_path: Path):
    office = township()
    item = published(office)
    exported(office, tmp_path / "out")
    Entry.objects.update(digest="0" * 64)
    Item.objects.filter(pk=item.pk).update(title="恢复以后的题目")
    exported(office, tmp_path / "out")
    assert _without_history(tree(tmp_path / "out")) == whole(office, tmp_path / "out")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(6))
def test_killed_in_the_middle_and_run_again_it_is_as_if_it_had_not_been(tmp_path: Path, seed: int):
    office = township()
    for number in range(12):
        with_file(office, title=f"第{number}条", words_=f"附件{number}".encode() * 500)
    gone = with_file(office, title="要撤回的")
    exported(office, tmp_path / "whole")
    exported(office, tmp_path / "out")
    recall(by=office.clerk, item=gone, reason="有误", now=NOW)
    for number in range(3):
        published(office, title=f"又一条{number}")
    exported(office, tmp_path / "whole")
    lap = random.Random(seed).uniform(0.0, 0.35)
    _kill_after(lap, tmp_path / "out")
    for path, content in tree(tmp_path / "out").items():
        if path.endswith(".html"):
            assert content.rstrip().endswith(b"</html>"), path
    exported(office, tmp_path / "out")
    left, right = tree(tmp_path / "out"), tree(tmp_path / "whole")
    assert _without_history(left) == _without_history(right)
    assert not list((tmp_path / "out").rglob(".gongkai*"))
    assert Run.objects.filter(state=Run.State.RUNNING).count() == 0


EXPORT = """
import django, sys
django.setup()
from gongkai_web.export.models import Site
from gongkai_web.export.running import export
import django.urls; django.urls.get_resolver().url_patterns
site = Site.objects.get(folder=sys.argv[1])
print("begin", flush=True)
export(site, by=None)
"""


def _kill_after(seconds: float, folder: Path) -> None:
    command = [sys.executable, "-c", EXPORT, str(folder.resolve())]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env={**_environment(), **_data_folder()})
    assert process.stdout
    process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait(30)
    process.stdout.close()


def _data_folder() -> dict[str, str]:
    return {"GONGKAI_DATA_DIR": os.environ["GONGKAI_DATA_DIR"]}


def test_two_folders_of_one_organ_have_nothing_to_do_with_each_other(tmp_path: Path):
    office = township()
    published(office)
    exported(office, tmp_path / "one")
    exported(office, tmp_path / "two")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert Site.objects.filter(organ=office.organ).count() == 2
    with pytest.raises(Site.MultipleObjectsReturned):
        site_of(office)
