"""What the host is to remove: listed, signed, open as a task until somebody has recorded that it was confirmed."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from gongkai_web.audit.models import Entry
from gongkai_web.export.errors import ExportError
from gongkai_web.export.keys import NAME, signing_key, verified
from gongkai_web.export.models import Copy, Removal
from gongkai_web.export.services import confirm
from gongkai_web.export.tasks import tasks
from gongkai_web.export.verifying import faults
from gongkai_web.publishing.drafting import attach, begin_correction, detach, save
from gongkai_web.publishing.releasing import recall, release
from tests.platform.export.county import corrected, exported, page, site_of, tree, with_file
from tests.platform.publishing.office import NOW, Office, approve, hand_in, published, township

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def told(folder: Path) -> dict:
    return json.loads((folder / "deletions.json").read_text(encoding="utf-8"))


def recalled(office: Office, folder: Path):
    published(office, title="留下的")
    item = with_file(office, title="要撤回的")
    exported(office, folder)
    return recall(by=office.clerk, item=item, reason="附件含身份证号", now=NOW)


def open_tasks(office: Office) -> list[str]:
    return [task.title for task in tasks(office.clerk, TODAY)]


def test_a_recall_is_a_task_at_once_and_listed_with_the_next_export(tmp_path: Path):
    office = township()
    item = recalled(office, tmp_path)
    assert open_tasks(office) == ["请县网站撤下：要撤回的"]
    exported(office, tmp_path)
    [file] = told(tmp_path)["remove"]
    [replaced] = told(tmp_path)["replace"]
    assert file["path"].startswith("files/")
    assert not (tmp_path / file["path"]).exists()
    assert (replaced["path"], replaced["item"]) == (f"items/0/{item.pk}.html", item.index_number)
    assert open_tasks(office) == ["请县网站撤下：要撤回的"]


def test_the_list_says_neither_the_title_nor_the_reason(tmp_path: Path):
    office = township()
    recalled(office, tmp_path)
    exported(office, tmp_path)
    said = (tmp_path / "deletions.json").read_text(encoding="utf-8")
    assert "要撤回的" not in said
    assert "身份证" not in said


def test_the_task_ends_when_the_hosts_confirmation_is_recorded_with_who_and_when(tmp_path: Path):
    office = township()
    item = recalled(office, tmp_path)
    with pytest.raises(ExportError, match="没有等待确认的删除"):
        confirm(by=office.clerk, site=site_of(office), item=item, who="县融媒体中心 张工", now=NOW)
    exported(office, tmp_path)
    with pytest.raises(ExportError, match="没有写是谁确认的"):
        confirm(by=office.clerk, site=site_of(office), item=item, who=" ", now=NOW)
    confirm(by=office.clerk, site=site_of(office), item=item, who="县融媒体中心 张工", now=NOW)
    assert open_tasks(office) == []
    one = Removal.objects.filter(item=item).first()
    assert (one.confirmed_for, one.confirmed_at, one.confirmed_by) == ("县融媒体中心 张工", NOW, office.clerk)
    assert "张工" in Entry.objects.get(key="export.removal_confirmed").data
    exported(office, tmp_path)
    assert open_tasks(office) == []
    assert told(tmp_path)["remove"], "it stays listed, for a host that goes back to an older copy"


def test_what_was_never_exported_is_nothing_to_remove(tmp_path: Path):
    office = township()
    published(office)
    exported(office, tmp_path)
    recall(by=office.clerk, item=published(office), reason="有误", now=NOW)
    exported(office, tmp_path)
    assert open_tasks(office) == []
    assert told(tmp_path)["remove"] == told(tmp_path)["replace"] == []


def test_released_again_it_is_taken_off_the_list(tmp_path: Path):
    office = township()
    item = recalled(office, tmp_path)
    exported(office, tmp_path)
    corrected(office, item)
    exported(office, tmp_path)
    assert told(tmp_path)["remove"] == told(tmp_path)["replace"] == []
    assert open_tasks(office) == []
    assert item.index_number in page(tmp_path, item)
    recall(by=office.clerk, item=item, reason="还是有误", now=NOW)
    exported(office, tmp_path)
    assert len(told(tmp_path)["remove"]) == 1


def test_an_attachment_that_was_exchanged_is_to_be_removed_too(tmp_path: Path):
    from gongkai_web.files.services import store

    office = township()
    item = with_file(office, words_="含身份证号的名单".encode())
    exported(office, tmp_path)
    revision = begin_correction(by=office.clerk, item=item, now=NOW)
    detach(by=office.clerk, item=item, attachment=revision.attachments.get().pk, now=NOW)
    file = store(by=office.clerk, organ=office.organ, name="名单.txt", content="遮盖后的名单".encode(), now=NOW)
    attach(by=office.clerk, item=item, file=file, now=NOW)
    lock = item.revisions.get(number=2).lock
    save(by=office.clerk, item=item, lock=lock, now=NOW, correction_note="更换附件")
    hand_in(office, item)
    approve(office, item)
    release(by=office.clerk, item=item, now=NOW)
    exported(office, tmp_path)
    assert "含身份证号的名单".encode() not in tree(tmp_path).values()
    assert [one["why"] for one in told(tmp_path)["remove"]] == ["附件已更换"]
    assert len(open_tasks(office)) == 1
    confirm(by=office.clerk, site=site_of(office), item=item, who="张工", now=NOW)
    exported(office, tmp_path)
    assert open_tasks(office) == []
    assert Copy.objects.get(item=item).paths[0] == f"items/0/{item.pk}.html"


def test_a_lost_memory_forgets_no_removal(tmp_path: Path):
    office = township()
    recalled(office, tmp_path)
    exported(office, tmp_path)
    listed = told(tmp_path)
    (tmp_path / "manifest.json").unlink()
    (tmp_path / ".gongkai-export").touch()
    exported(office, tmp_path)
    assert told(tmp_path) == listed


def test_another_organ_sees_no_task_and_confirms_nothing(tmp_path: Path):
    ours, theirs = township(), township("T2", "青山县柳河镇人民政府")
    item = recalled(ours, tmp_path)
    exported(ours, tmp_path)
    assert open_tasks(theirs) == []
    with pytest.raises(ExportError, match="没有导出栏目的岗位"):
        confirm(by=theirs.clerk, site=site_of(ours), item=item, who="张工", now=NOW)


def test_the_list_is_signed_and_a_changed_one_is_found(tmp_path: Path):
    office = township()
    recalled(office, tmp_path)
    exported(office, tmp_path)
    assert list(faults(tmp_path)) == []
    listed = tmp_path / "deletions.json"
    listed.write_bytes(listed.read_bytes().replace(b"files/", b"other/"))
    assert list(faults(tmp_path)) == ["被改动 deletions.json", "签名无效 deletions.json"]


def test_a_host_that_has_not_deleted_is_found(tmp_path: Path):
    office = township()
    recalled(office, tmp_path)
    exported(office, tmp_path)
    path = told(tmp_path)["remove"][0]["path"]
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_bytes(b"still here")
    assert list(faults(tmp_path)) == [f"应当删除 {path}"]


@pytest.fixture
def key(monkeypatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    signing_key()
    return tmp_path / "keys" / NAME


def test_the_key_is_made_once_for_the_platform_alone(key: Path):
    before = key.read_bytes()
    signing_key()
    assert key.read_bytes() == before
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.parent.stat().st_mode & 0o777 == 0o700


def test_a_key_that_others_may_read_is_not_used(key: Path):
    key.chmod(0o644)
    with pytest.raises(ExportError, match="别人也能读"):
        signing_key()


def test_a_key_that_is_broken_is_said_to_be(key: Path):
    key.write_bytes(b"x")
    with pytest.raises(ExportError, match="已损坏"):
        signing_key()


def test_only_what_was_signed_with_the_key_is_verified(key: Path):
    from gongkai_web.export.keys import public_pem

    made = signing_key()
    assert verified(public_pem(made), made.sign(b"a"), b"a")
    assert not verified(public_pem(made), made.sign(b"a"), b"b")
    assert not verified(b"x", b"", b"a")
