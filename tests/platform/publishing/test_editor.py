"""Writing: beginning, saving, what the page saves by itself, two clerks at once, files, and errors that lose nothing."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.http import HttpResponse

from gongkai_web.organs.models import Unit
from gongkai_web.organs.roles import Role
from gongkai_web.publishing import starts
from gongkai_web.publishing.drafting import open_revision, save
from gongkai_web.publishing.models import Column, Item, Practice, Revision
from tests.platform.pages import text, upload
from tests.platform.publishing.browsing import as_, at, form_of, location
from tests.platform.publishing.office import NOW, Office, approve, draft, hand_in, person, published, township

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return township()


def current(item: Item) -> Revision:
    revision = open_revision(item)
    assert revision
    return revision


def begun(office: Office, **given: Any) -> HttpResponse:
    column = Column.objects.get(code="plans", organ=None)
    return as_(office.clerk).post(
        "/office/T1/items/new/", {"title": "规划", "column": column.pk, "way": "write"} | given
    )


def test_a_new_item_begins_with_a_few_answers_and_goes_on_in_the_editor(office: Office) -> None:
    answer = begun(office)
    item = Item.objects.get()
    assert location(answer) == at(item, "edit/")
    assert current(item).title == "规划"
    assert current(item).categories == ["20_03"]


@pytest.mark.parametrize(
    ("given", "said"),
    [({"title": ""}, "请填写名称"), ({"column": ""}, "请选栏目"), ({"way": "file"}, "请选择要上传的文件")],
)
def test_what_is_missing_at_the_beginning_is_said_and_the_rest_stays(
    office: Office, given: dict[str, str], said: str
) -> None:
    answer = begun(office, **({"title": "规划"} | given))
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Item.objects.exists()


def test_a_file_may_be_the_text_itself(office: Office) -> None:
    begun(office, way="file", file=upload(_text_file(), "规划.txt"))
    attachment = current(Item.objects.get()).attachments.get()
    assert (attachment.name, attachment.is_main) == ("规划.txt", True)


def _text_file() -> bytes:
    return "白云乡2026年规划\n".encode() * 20


def test_a_file_that_may_not_be_begins_nothing(office: Office) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("run.exe", b"MZ")
    answer = begun(office, way="file", file=upload(packed.getvalue(), "规划.docx"))
    assert answer.status_code == 422
    assert 'value="规划"' in text(answer)
    assert not Item.objects.exists()


def test_whoever_is_of_a_unit_begins_in_its_name(office: Office) -> None:
    farms = Unit.objects.create(organ=office.organ, name="农业站")
    Unit.objects.create(organ=office.organ, name="财政所")
    chen = person("chen", "陈农", Role.CONTRIBUTOR, office.organ, unit=farms)
    page = text(as_(chen).get("/office/T1/items/new/"))
    assert "农业站" in page
    assert "财政所" not in page


def test_an_item_may_begin_from_elsewhere_and_is_bound_to_it(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    bound: list[int] = []

    def opener(organ: object, person: object, value: str) -> starts.Start | None:
        known = {"7": starts.Start("写目录第 7 行", {"title": "低保"}, lambda item, by, now: bound.append(item.pk))}
        return known.get(value)

    monkeypatch.setattr(starts, "_openers", {"row": opener})
    page = text(as_(office.clerk).get("/office/T1/items/new/?row=7"))
    assert "写目录第 7 行" in page
    assert 'value="低保"' in page
    begun(office, row="7")
    assert bound == [Item.objects.get().pk]


def test_what_was_typed_is_kept(office: Office) -> None:
    item = draft(office)
    answer = as_(office.clerk).post(at(item, "edit/"), form_of(item, title="新的标题", summary="概述"))
    assert location(answer) == at(item, "edit/")
    assert (current(item).title, current(item).summary) == ("新的标题", "概述")


def test_a_form_filled_in_wrongly_loses_nothing(office: Office) -> None:
    item = draft(office)
    answer = as_(office.clerk).post(at(item, "edit/"), form_of(item, title="新的标题", formed_on="昨天"))
    page = text(answer)
    assert answer.status_code == 422
    assert 'value="新的标题"' in page
    assert 'value="昨天"' in page
    assert current(item).title != "新的标题"


@pytest.mark.parametrize(("act", "to"), [("check", ""), ("submit", "submit/")])
def test_a_button_may_lead_on_after_saving(office: Office, act: str, to: str) -> None:
    item = draft(office)
    answer = as_(office.clerk).post(at(item, "edit/"), form_of(item, act=act, title="存了"))
    assert location(answer) == at(item, to)
    assert current(item).title == "存了"


def by_itself(office: Office, item: Item, **given: Any) -> HttpResponse:
    return as_(office.clerk).post(at(item, "edit/"), form_of(item, **given), headers={"X-Autosave": "1"})


def test_the_page_saves_by_itself_and_says_when(office: Office) -> None:
    item = draft(office)
    told = by_itself(office, item, title="自动").json()
    assert told["said"].startswith("已于 ")
    assert told["lock"] == current(item).lock == 1
    assert current(item).title == "自动"


def test_of_what_the_page_saves_by_itself_only_the_wrong_field_is_left_out(office: Office) -> None:
    item = draft(office)
    told = by_itself(office, item, title="自动", formed_on="昨天").json()
    assert "“成文日期”填得不对" in told["said"]
    assert current(item).title == "自动"


def test_the_page_is_told_of_somebody_elses_save_and_overwrites_nothing(office: Office) -> None:
    item = draft(office)
    sent = form_of(item, title="我的")
    _saved_by_another(office, item, title="别人的")
    answer = as_(office.clerk).post(at(item, "edit/"), sent, headers={"X-Autosave": "1"})
    assert answer.status_code == 409
    assert "又保存过" in answer.json()["said"]
    assert current(item).title == "别人的"


def _saved_by_another(office: Office, item: Item, **content: Any) -> None:
    second = person("second", "周敏", Role.CLERK, office.organ)
    save(by=second, item=item, lock=current(item).lock, now=NOW, **content)


def test_the_second_window_of_one_person_is_not_called_another_person(office: Office) -> None:
    item = draft(office)
    sent = form_of(item, title="这个窗口的标题")
    save(by=office.clerk, item=item, lock=current(item).lock, now=NOW, title="另一个窗口的标题")
    answer = as_(office.clerk).post(at(item, "edit/"), sent)
    page = text(answer)
    assert answer.status_code == 409
    assert "您在另一个窗口也改了这一稿" in page
    assert "另一个窗口（11月20日 09:30）保存过" in page
    assert "两个人" not in page


def test_of_two_clerks_the_second_sees_both_texts_and_chooses(office: Office) -> None:
    item = draft(office)
    sent = form_of(item, title="我的标题", body="<p>我写的一段</p>", keywords="我的词")
    _saved_by_another(office, item, title="周敏的标题", body="<p>周敏写的一段</p>")
    answer = as_(office.clerk).post(at(item, "edit/"), sent)
    page = text(answer)
    assert answer.status_code == 409
    assert "用周敏保存的" in page
    assert 'value="我的标题"' in page
    assert current(item).title == "周敏的标题"
    chosen = sent | {"resolving": "yes", "lock": current(item).lock}
    as_(office.clerk).post(
        at(item, "edit/"), chosen | {"use_title": "theirs", "use_body": "both", "use_keywords": "mine"}
    )
    kept = current(item)
    assert kept.title == "周敏的标题"
    assert "周敏写的一段" in kept.body
    assert "我写的一段" in kept.body
    assert kept.keywords == "我的词"


def test_whoever_chooses_too_late_chooses_again(office: Office) -> None:
    item = draft(office)
    sent = form_of(item, title="我的标题") | {"resolving": "yes"}
    _saved_by_another(office, item, title="周敏的标题")
    assert as_(office.clerk).post(at(item, "edit/"), sent).status_code == 409


def test_files_come_with_the_form_and_are_put_in_order(office: Office) -> None:
    item, client = draft(office), as_(office.clerk)
    files = [upload(_text_file(), "甲.txt"), upload(_text_file() + b"2", "乙.txt")]
    client.post(at(item, "edit/"), form_of(item, act="attach", attach_file=files, title="同时改的"))
    assert [one.name for one in current(item).attachments.all()] == ["甲.txt", "乙.txt"]
    assert current(item).title == "同时改的"
    second = current(item).attachments.get(name="乙.txt")
    client.post(at(item, "edit/"), form_of(item, act=f"up:{second.pk}"))
    assert [one.name for one in current(item).attachments.all()] == ["乙.txt", "甲.txt"]
    client.post(at(item, "edit/"), form_of(item, act=f"detach:{second.pk}"))
    assert [one.name for one in current(item).attachments.all()] == ["甲.txt"]


def test_a_file_that_may_not_be_keeps_the_page_and_saves_nothing_by_half(office: Office) -> None:
    item = draft(office)
    answer = as_(office.clerk).post(
        at(item, "edit/"), form_of(item, act="attach", attach_file=[upload(b"MZ" * 50, "运行.exe")], title="新的")
    )
    assert answer.status_code == 422
    assert 'value="新的"' in text(answer)
    assert f'name="lock" value="{current(item).lock}"' in text(answer)


def test_files_sent_while_one_writes_come_back_as_a_list(office: Office) -> None:
    item = draft(office)
    sent = {"attach_file": [upload(_text_file(), "甲.txt")], "lock": current(item).lock}
    told = as_(office.clerk).post(at(item, "files/"), sent).json()
    assert "甲.txt" in told["files"]
    assert told["lock"] == current(item).lock


def test_a_page_that_was_behind_is_still_behind_after_a_file(office: Office) -> None:
    item = draft(office)
    before = current(item).lock
    _saved_by_another(office, item, title="周敏的标题")
    sent = {"attach_file": [upload(_text_file(), "甲.txt")], "lock": before}
    assert as_(office.clerk).post(at(item, "files/"), sent).json()["lock"] == before


def test_what_is_under_review_is_not_written_in(office: Office) -> None:
    item = draft(office)
    sent = form_of(item, title="偷改")
    hand_in(office, item)
    assert location(as_(office.clerk).get(at(item, "edit/"))) == at(item)
    answer = as_(office.clerk).post(at(item, "edit/"), sent)
    assert answer.status_code == 422
    assert "稿子正在审核" in text(answer)
    assert 'value="偷改"' in text(answer)


def test_what_was_approved_becomes_another_revision_when_it_is_changed(office: Office) -> None:
    item = draft(office)
    hand_in(office, item)
    approve(office, item)
    assert "要重新审核" in text(as_(office.clerk).get(at(item, "edit/")))
    as_(office.clerk).post(at(item, "edit/"), form_of(item, title="改了"))
    assert (current(item).number, current(item).state) == (2, Revision.State.DRAFT)


def test_a_reason_is_asked_for_what_is_not_disclosed(office: Office) -> None:
    item = draft(office)
    as_(office.clerk).post(at(item, "edit/"), form_of(item, disclosure="withheld", ground="", ground_reason=""))
    page = text(as_(office.clerk).get(at(item, "edit/")))
    assert "不予公开要选依据的条款" in page
    assert "不主动公开要写明理由" in page


def test_only_a_correction_asks_for_a_note(office: Office) -> None:
    item = published(office)
    as_(office.clerk).post(at(item, "correct/"))
    assert 'name="correction_note"' in text(as_(office.clerk).get(at(item, "edit/")))
    assert 'name="correction_note"' not in text(as_(office.clerk).get(at(draft(office), "edit/")))


def test_what_could_run_is_not_kept(office: Office) -> None:
    item = draft(office)
    as_(office.clerk).post(at(item, "edit/"), form_of(item, body="<p onclick=alert(1)>字<script>alert(1)</script></p>"))
    assert "script" not in current(item).body
    assert "onclick" not in current(item).body


def test_whoever_may_not_write_has_no_editor(office: Office) -> None:
    item = draft(office)
    other = township("T2", "青山县红枫乡人民政府")
    for who in (office.head, office.reviewer, other.clerk):
        assert as_(who).get(at(item, "edit/")).status_code == 404
        assert as_(who).post(at(item, "edit/"), {"title": "x"}).status_code == 404


def test_the_hint_for_a_document_number_is_the_organs_own(office: Office) -> None:
    item = draft(office)
    assert "年份用六角括号〔〕" in text(as_(office.clerk).get(at(item, "edit/")))
    Practice.objects.create(organ=office.organ, document_codes="白政发、白政办")
    assert "例如 白政发〔" in text(as_(office.clerk).get(at(item, "edit/")))


def test_a_title_that_is_too_long_is_refused_and_stays_as_it_was_typed(office: Office) -> None:
    item, title = draft(office), "防" * 201
    answer = as_(office.clerk).post(at(item, "edit/"), form_of(item, title=title))
    assert answer.status_code == 422
    assert "名称最多 200 个字，现在有 201 个" in text(answer)
    assert f'value="{title}"' in text(answer)
