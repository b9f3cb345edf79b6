"""Files that take long: they wait their turn, are read one at a time, and nobody but their owner ever sees them."""

import os
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import Client, override_settings
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai.reading.loaders import office
from gongkai_web import ticks
from gongkai_web.reports.models import Reader, ReadingJob
from gongkai_web.reports.queue import apart, jobs, results, worker
from gongkai_web.reports.uploads import Upload, UploadError
from tests.platform.pages import hidden, text, upload

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # The worker itself has one thread only; pytest has several.
    pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork.*:DeprecationWarning"),
]

RTF = b"{\\rtf1 x}"
NOW = timezone.make_aware(datetime(2026, 11, 20, 10, 0))


@pytest.fixture(autouse=True)
def quick_office(sample, monkeypatch: pytest.MonkeyPatch) -> None:
    """A LibreOffice that takes no time: whatever it is given is the sample."""

    def run(command: list[str], home: Path, clock: object) -> None:
        (home / "out").mkdir()
        (home / "out" / "in.docx").write_bytes(sample("word.docx").read_bytes())

    monkeypatch.setattr(office, "soffice", lambda: "/usr/bin/soffice")
    monkeypatch.setattr(office, "_run", run)
    monkeypatch.setattr(worker, "BEAT_SECONDS", 0.05)


def send(client: Client, *names: str, script: bool = False, **fields: str):
    data = {"files": [upload(RTF, name) for name in names or ("旧.doc",)], **fields}
    return client.post("/check/", data, headers={"x-requested-with": "fetch"} if script else {})


def put(owner: str = "a", name: str = "旧.doc", data: bytes = RTF, now: datetime = NOW) -> ReadingJob:
    return jobs.put_in(Upload(name, data), batch=f"batch-{owner}", owner_hash=owner, now=now)


def test_a_slow_file_waits_under_an_address_and_becomes_the_result(client: Client) -> None:
    sent = send(client)
    assert sent.status_code == 303
    waiting = text(client.get(sent.url))
    assert "排队，马上就读" in waiting
    assert '<meta http-equiv="refresh" content="3">' in waiting
    assert worker.work_once()
    page = client.get(sent.url)
    assert "安康市汉滨区" in text(page) or "检查结果" in text(page)
    assert hidden(page)["report"]
    assert not worker.work_once()


def test_the_file_is_erased_once_read_and_the_result_after_its_time(client: Client) -> None:
    send(client)
    worker.work_once()
    job = ReadingJob.objects.get()
    assert (bytes(job.content), job.state) == (b"", "done")
    jobs.purge(now=job.expires_at)
    assert not ReadingJob.objects.exists()


def test_the_result_can_be_erased_at_once_and_is_shown_once_more(client: Client) -> None:
    address = send(client).url
    worker.work_once()
    page = client.post(address, {"drop": "all"})
    assert hidden(page)["report"]
    assert "结果已从服务器删除" in text(page)
    assert not ReadingJob.objects.exists()
    assert client.get(address).status_code == 404


def test_nobody_else_sees_or_drops_it(client: Client) -> None:
    address = send(client).url
    worker.work_once()
    stranger, other = Client(), Client()
    send(other)
    for browser in (stranger, other):
        assert browser.get(address).status_code == 404
        assert browser.post(address, {"drop": "all"}).status_code == 404
    assert client.get(address).status_code == 200


def test_the_mark_of_the_owner_is_out_of_reach_of_scripts_and_kept_as_a_hash(client: Client) -> None:
    sent = send(client)
    cookie = sent.cookies["gongkai_queue"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/check/"
    assert cookie.value not in ReadingJob.objects.get().owner_hash
    assert len(sent.url.split("/")[3]) >= 24
    assert "gongkai_queue" not in send(client).cookies


def test_a_script_is_given_the_state_and_then_the_result_alone(client: Client) -> None:
    fetch = {"x-requested-with": "fetch"}
    sent = send(client, script=True, first="3001")
    waiting = text(client.get(sent.url, headers=fetch))
    assert "<html" not in waiting
    assert "data-queue" in waiting
    worker.work_once()
    done = text(client.get(sent.url, headers=fetch))
    assert "<html" not in done
    assert 'id="r3001"' in done
    assert client.post(sent.url, {"drop": "all"}, headers=fetch).status_code == 204


def test_several_files_are_one_table_also_those_read_at_once(client: Client, sample) -> None:
    files = [upload(RTF, "旧.doc"), upload(sample("seed-001.txt").read_bytes(), "快.txt"), upload(b"", "空.txt")]
    address = client.post("/check/", {"files": files}).url
    waiting = text(client.get(address))
    assert "已读完" in waiting
    assert "文件是空的" in waiting
    worker.work_once()
    page = text(client.get(address))
    assert "共 3 份文件" in page
    assert page.count('target="_blank"') == 2


def test_whoever_waits_no_longer_keeps_what_is_read(client: Client, sample) -> None:
    files = [upload(RTF, "旧.doc"), upload(sample("seed-001.txt").read_bytes(), "快.txt")]
    address = client.post("/check/", {"files": files}).url
    assert "先看已读完的" in text(client.get(address))
    page = client.post(address, {"drop": "waiting"}, follow=True)
    assert hidden(page)["report"]
    assert [job.name for job in ReadingJob.objects.all()] == ["快.txt"]


def test_one_of_several_is_cancelled_and_the_others_stay(client: Client) -> None:
    address = send(client, "一.doc", "二.doc").url
    first = ReadingJob.objects.first()
    page = text(client.post(address, {"drop": str(first.pk)}, follow=True))
    assert "二.doc" in page
    assert "一.doc" not in page
    assert "已取消" in text(client.post(address, {"drop": "all"}))
    assert not ReadingJob.objects.exists()


def test_a_failure_is_told_in_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_run", lambda *_: None)
    address = send(client).url
    worker.work_once()
    page = client.get(address)
    assert page.status_code == 422
    assert "旧.doc" in text(page)
    assert "打不开这个文件" in text(page)


def test_without_the_reading_program_the_page_says_so(client: Client) -> None:
    address = send(client).url
    assert "没有运行" not in text(client.get(address))
    ReadingJob.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    assert "后台读取程序没有运行" in text(client.get(address))
    Reader.objects.create(seen_at=timezone.now())
    assert "没有运行" not in text(client.get(address))


def test_everybody_has_a_turn_before_anybody_has_a_second() -> None:
    for owner, name in (("a", "a1"), ("a", "a2"), ("a", "a3"), ("b", "b1")):
        put(owner, name)
    order = []
    while job := jobs.claim(now=NOW):
        order.append(job.name)
        jobs.finish(job, results.packed([]), failed=False, now=NOW)
    assert order == ["a1", "b1", "a2", "a3"]


def test_the_place_in_the_queue_counts_those_before() -> None:
    put("a", "a1"), put("a", "a2")
    last = put("b", "b1")
    assert jobs.ahead_of(last) == 1
    jobs.claim(now=NOW)
    assert jobs.ahead_of(last) == 1


def test_only_one_is_read_at_a_time_however_many_programs_ask() -> None:
    for owner in "abcdefgh":
        put(owner)
    claimed = []

    def ask() -> None:
        try:
            claimed.append(jobs.claim(now=NOW))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(job is not None for job in claimed) == 1


def test_a_file_whose_reader_died_is_taken_up_again_once_and_then_given_up() -> None:
    put()
    first = jobs.claim(now=NOW)
    assert jobs.claim(now=NOW + timedelta(seconds=5)) is None
    second = jobs.claim(now=NOW + timedelta(seconds=11))
    assert (second.pk, second.attempts) == (first.pk, 2)
    assert not jobs.beat(first, done=1, parts=2, now=NOW), "the first reader no longer holds it"
    assert not jobs.finish(first, "{}", failed=False, now=NOW)
    assert jobs.claim(now=NOW + timedelta(seconds=22)) is None
    job = ReadingJob.objects.get()
    assert (job.state, bytes(job.content)) == ("failed", b"")
    with pytest.raises(GongkaiError, match="两次中断"):
        results.unpacked(job.outcome)


def test_an_orderly_stop_does_not_count_as_an_attempt() -> None:
    put()
    jobs.put_back(jobs.claim(now=NOW))
    job = ReadingJob.objects.get()
    assert (job.state, job.attempts) == ("waiting", 0)


def test_a_cancelled_file_is_ended_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    put(now=timezone.now())
    monkeypatch.setattr(apart, "take_in_slowly", lambda upload, tell: time.sleep(60))
    cancel = threading.Timer(0.5, lambda: (jobs.drop(batch="batch-a", owner_hash="a"), connections.close_all()))
    cancel.start()
    started = time.monotonic()
    worker.work_once()
    assert time.monotonic() - started < 10
    assert not ReadingJob.objects.exists()


def test_a_reading_that_dies_or_never_ends_is_one_sentence(monkeypatch: pytest.MonkeyPatch, settings) -> None:
    monkeypatch.setattr(worker, "GRACE_SECONDS", 0.2)
    settings.QUEUE_SECONDS = 0
    for work, words in ((lambda *_: os._exit(9), "没有读成"), (lambda *_: time.sleep(60), "已停止")):
        monkeypatch.setattr(apart, "take_in_slowly", work)
        monkeypatch.setattr(apart, "_limit", lambda: None)
        job = put(now=timezone.now())
        worker.work_once()
        with pytest.raises(GongkaiError, match=words):
            results.unpacked(ReadingJob.objects.get(pk=job.pk).outcome)


def test_how_far_it_is_reaches_the_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    address = send(client).url
    ReadingJob.objects.update(state="running", parts_done=3, parts=7, beat_at=timezone.now())
    page = text(client.get(address))
    assert "已读 3/7 页" in page
    assert 'max="7" value="3"' in page


def test_who_still_looks_keeps_waiting_and_who_left_is_not_read_for(client: Client) -> None:
    address = send(client).url
    soon = timezone.now() + timedelta(minutes=1)
    ReadingJob.objects.update(expires_at=soon)
    client.get(address)
    assert ReadingJob.objects.get().expires_at > soon
    assert jobs.claim(now=timezone.now() + timedelta(hours=2)) is None


@override_settings(QUEUE_FILES=2)
def test_a_full_queue_takes_no_more(client: Client) -> None:
    put("a", now=timezone.now()), put("b", now=timezone.now())
    with pytest.raises(UploadError, match="排队的文件太多"):
        put("c", now=timezone.now())
    page = text(client.get(send(client).url))
    assert "排队的文件太多" in page


def test_last_years_report_in_old_word_is_waited_for(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_it() -> None:
        try:
            for _ in range(100):
                if worker.work_once():
                    return
                time.sleep(0.05)
        finally:
            connections.close_all()

    reader = threading.Thread(target=read_it)
    reader.start()
    data = {"agency": "", "year": "", "way": "previous", "file": upload(RTF, "上年.doc")}
    page = client.post("/compile/", data)
    reader.join()
    assert page.status_code == 200
    assert 'id="desk"' in text(page)
    assert not ReadingJob.objects.exists()


def test_what_is_deleted_from_the_embedded_database_is_overwritten() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL overwrites in its own time")
    mark = b"unpublished-" + os.urandom(8).hex().encode()
    put(data=mark * 1000, now=timezone.now())
    jobs.drop(batch="batch-a", owner_hash="a")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert mark not in Path(connection.settings_dict["NAME"]).read_bytes()


def test_pictures_that_are_pages_of_one_report_are_one_file_in_their_order(client: Client, monkeypatch) -> None:
    from gongkai import reading
    from tests.library.reading.test_picture_pages import pages, png

    def slow(data: bytes, name: str, **_: object):
        raise reading.SlowError("慢")

    monkeypatch.setattr(reading, "read_with_source", slow)
    files = [upload(png(400, 300), "第10页.png"), upload(png(300, 400), "第2页.png"), upload(RTF, "旧.doc")]
    client.post("/check/", {"files": files, "together": "yes"})
    first, second = ReadingJob.objects.all()
    assert (first.name, second.name) == ("第2页.png 等 2 张图片", "旧.doc")
    assert pages(bytes(first.content)) == [(632, 842), (842, 632)]
    client.post("/check/", {"files": [upload(png(400, 300), "甲.png"), upload(png(300, 400), "乙.png")]})
    assert ReadingJob.objects.count() == 4


def test_being_asked_to_stop_is_no_error_of_the_part_that_runs(monkeypatch):
    def stopped(_now):
        raise worker.StopError

    monkeypatch.setattr(ticks, "_ticks", {"any": ticks.Tick("any", timedelta(0), stopped)})
    with pytest.raises(worker.StopError):
        ticks.run_due(timezone.now())
