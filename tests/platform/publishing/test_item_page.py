"""One item's page: the text with what was found, what may be done, what was done; and the acts behind its buttons."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone

from gongkai_web.organs.models import Unit
from gongkai_web.organs.roles import Role
from gongkai_web.publishing import panels
from gongkai_web.publishing.drafting import begin, open_revision
from gongkai_web.publishing.findings import checked
from gongkai_web.publishing.models import Item, Link, Revision
from gongkai_web.workflow.models import Verdict
from tests.platform.pages import text
from tests.platform.publishing.browsing import as_, at, location
from tests.platform.publishing.office import (
    NOW,
    Office,
    approve,
    clear,
    draft,
    hand_in,
    person,
    published,
    say,
    township,
)

pytestmark = pytest.mark.django_db
IDENTITY = "<p>低保对象如下。</p><p>王某，身份证号 110101199003074477。</p>"


@pytest.fixture
def office() -> Office:
    return township()


def shown(office: Office, item: Item, query: str = "") -> str:
    return text(as_(office.clerk).get(at(item) + query))


def post(office: Office, item: Item, act: str, **given: Any) -> HttpResponse:
    return as_(office.clerk).post(at(item, f"{act}/"), given)


BUTTONS = {
    "draft": ["提交审核", "修改", "复制为新稿", "丢弃"],
    "in_review": ["催办", "撤回审核", "复制为新稿"],
    "returned": ["重新提交审核", "按意见修改", "丢弃"],
    "rejected": ["改写后再提交"],
    "approved": ["现在发布", "定时发布", "修改"],
    "published": ["更正", "关联", "撤回信息", "复制为新稿"],
    "recalled": ["更正", "复制为新稿"],
    "discarded": ["恢复草稿"],
}
EVERY = {
    "提交审核",
    "重新提交审核",
    "按意见修改",
    "丢弃",
    "催办",
    "撤回审核",
    "改写后再提交",
    "现在发布",
    "更正",
    "撤回信息",
    "恢复草稿",
}


@pytest.mark.parametrize("state", BUTTONS)
def test_the_buttons_are_those_of_the_state(office: Office, state: str) -> None:
    from tests.platform.publishing.test_listing import in_state

    page = shown(office, in_state(office, state))
    offered = {said for said in EVERY if f">{said}<" in page}
    assert offered == EVERY & set(BUTTONS[state])
    for said in BUTTONS[state]:
        assert f">{said}<" in page


def test_whoever_only_reads_is_offered_no_act(office: Office) -> None:
    page = text(as_(office.head).get(at(draft(office))))
    assert not {said for said in EVERY if f">{said}<" in page}


def test_a_finding_stands_beside_its_place_and_is_answered_by_name(office: Office) -> None:
    item = draft(office, body=IDENTITY)
    page = shown(office, item)
    assert 'href="#place-1"' in page
    assert 'id="place-1"' in page
    assert "110101199003074477" not in page.split("检查")[-1].split("信息的说明")[0]
    [found] = [one for one in checked(item.revisions.get(), timezone.localdate()) if one.is_error]
    location(post(office, item, "answer", fingerprint=found.fingerprint, text="本人同意公开"))
    assert "本人同意公开" in shown(office, item)
    assert "错误都已说明" in shown(office, item)


def test_an_answer_without_words_keeps_the_page(office: Office) -> None:
    item = draft(office, body=IDENTITY)
    [found] = [one for one in checked(item.revisions.get(), timezone.localdate()) if one.is_error]
    answer = post(office, item, "answer", fingerprint=found.fingerprint, text=" ")
    assert answer.status_code == 422
    assert "没有写说明" in text(answer)


def test_what_is_missing_leads_to_its_field(office: Office) -> None:
    item = draft(office, genre="")
    assert f'href="{at(item, "edit/")}#at-genre"' in shown(office, item)


def test_before_it_is_handed_in_one_sees_who_will_be_asked(office: Office) -> None:
    page = text(as_(office.clerk).get(at(draft(office), "submit/")))
    assert "李保" in page
    assert "赵乡" in page


def test_handing_in(office: Office) -> None:
    item = draft(office)
    given = {"chain": office.chain.pk, "lock": item.revisions.get().lock}
    assert location(post(office, item, "submit", **given)) == at(item)
    assert item.revisions.get().state == Revision.State.IN_REVIEW


@pytest.mark.parametrize(("changes", "said"), [({"genre": ""}, "还缺 1 项"), ({}, "稿子又改动过")])
def test_what_cannot_be_handed_in_says_why(office: Office, changes: dict[str, str], said: str) -> None:
    item = draft(office, **changes)
    answer = post(office, item, "submit", chain=office.chain.pk, lock=7)
    assert answer.status_code == 422
    assert said in text(answer)
    assert item.revisions.get().state == Revision.State.DRAFT


def test_a_chain_nobody_can_go_through_is_said_before(office: Office) -> None:
    from gongkai_web.organs.models import Post

    Post.objects.filter(person=office.reviewer).delete()
    assert "无人担任" in text(as_(office.clerk).get(at(draft(office), "submit/")))


def test_release_says_the_index_number(office: Office) -> None:
    item = draft(office)
    hand_in(office, item)
    approve(office, item)
    assert "索引号编定以后不再改变" in shown(office, item)
    location(post(office, item, "release"))
    assert "T1/2026-00001" in shown(office, item)


def test_release_of_what_is_not_approved_is_refused_on_the_page(office: Office) -> None:
    answer = post(office, draft(office), "release")
    assert answer.status_code == 422
    assert "没有审核通过、等待发布的稿子" in text(answer)


def test_the_hour_of_release_is_set_changed_and_lifted(office: Office) -> None:
    item = draft(office)
    hand_in(office, item)
    approve(office, item)
    at_hour = timezone.localtime(timezone.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    location(post(office, item, "schedule", at=at_hour))
    assert "自动发布" in shown(office, item)
    location(post(office, item, "schedule", at=at_hour, lift="yes"))
    assert open_revision(item).release_at is None


@pytest.mark.parametrize("hour", ["", "昨天", "2020-01-01T09:00"])
def test_an_hour_that_cannot_be_is_refused(office: Office, hour: str) -> None:
    item = draft(office)
    hand_in(office, item)
    approve(office, item)
    assert post(office, item, "schedule", at=hour).status_code == 422
    assert open_revision(item).release_at is None


def test_a_correction_begins_another_revision_and_the_public_one_is_told_apart(office: Office) -> None:
    item = published(office)
    assert location(post(office, item, "correct")) == at(item, "edit/")
    page = shown(office, item)
    assert "对外显示的是第 1 稿" in page
    assert "这是以前的第 1 稿" in shown(office, item, "?revision=1")


def test_recall_says_what_cannot_be_undone_and_asks_for_a_reason(office: Office) -> None:
    item = published(office)
    assert "收不回来" in text(as_(office.clerk).get(at(item, "recall/")))
    assert post(office, item, "recall", reason="").status_code == 422
    location(post(office, item, "recall", reason="附件错了"))
    item.refresh_from_db()
    assert (item.public, item.recall_reason) == ("recalled", "附件错了")


def test_a_draft_is_put_away_and_taken_back(office: Office) -> None:
    item = draft(office)
    location(post(office, item, "discard"))
    item.refresh_from_db()
    assert item.discarded_at
    location(post(office, item, "take-back"))
    item.refresh_from_db()
    assert item.discarded_at is None


def test_a_copy_opens_in_the_editor(office: Office) -> None:
    item = draft(office)
    answer = post(office, item, "copy")
    copy = Item.objects.exclude(pk=item.pk).get()
    assert location(answer) == at(copy, "edit/")


def test_an_interpretation_is_linked_and_read_from_both_ends(office: Office) -> None:
    rules, reading = published(office, title="工作规则"), published(office, title="规则解读")
    assert "工作规则" in text(as_(office.clerk).get(at(reading, "links/"), {"words": "规则"}))
    location(post(office, reading, "links", kind="interprets", other=rules.pk))
    assert "规则解读" in shown(office, rules)
    link = Link.objects.get()
    assert as_(office.clerk).post(at(rules, f"links/{link.pk}/undo/")).status_code == 404
    location(as_(office.clerk).post(at(reading, f"links/{link.pk}/undo/")))
    assert not Link.objects.exists()


def test_an_item_of_another_organ_is_not_linked(office: Office) -> None:
    other = published(township("T2", "青山县红枫乡人民政府"))
    assert post(office, published(office), "links", kind="relates", other=other.pk).status_code == 404


def test_a_document_is_repealed_by_another_and_restored(office: Office) -> None:
    old = published(office, title="旧规定", normative="document")
    new = published(office, title="新规定", normative="document")
    assert "新规定" in text(as_(office.clerk).get(at(old, "repeal/")))
    day = timezone.localdate().isoformat()
    assert post(office, old, "repeal", on="", by_item=new.pk).status_code == 422
    assert post(office, old, "repeal", on=day, note="").status_code == 422
    location(post(office, old, "repeal", on=day, by_item=new.pk, replaced="on"))
    old.refresh_from_db()
    assert old.repealed_by == new
    assert "取代" in shown(office, new)
    location(post(office, old, "restore"))
    old.refresh_from_db()
    assert old.repealed_on is None


def test_looking_for_the_document_that_repeals_keeps_what_was_typed(office: Office) -> None:
    old = published(office, title="旧规定", normative="document")
    page = text(post(office, old, "repeal", on="2026-12-01", words="没有的", look="yes", note="县政府的决定"))
    assert 'value="2026-12-01"' in page
    assert 'value="县政府的决定"' in page


def test_what_changed_is_shown_word_by_word(office: Office) -> None:
    from gongkai_web.publishing.drafting import begin_correction, save

    item = published(office, body="<p>补助农业。</p>")
    revision = begin_correction(by=office.clerk, item=item, now=NOW)
    save(by=office.clerk, item=item, lock=revision.lock, now=NOW, body="<p>补助林业。</p>")
    page = text(as_(office.clerk).get(at(item, "history/")))
    assert "<del>农业</del>" in page
    assert "<ins>林业</ins>" in page
    assert "开始更正，成为第 2 稿" in page


def test_the_history_is_in_plain_words_without_codes(office: Office) -> None:
    item = draft(office)
    hand_in(office, item)
    say(office.reviewer, item, Verdict.RETURN, "再核对")
    page = text(as_(office.clerk).get(at(item, "history/?old=1&new=9")))
    assert "“保密审查”环节：退回修改" in page
    assert "item." not in page.split("经过")[-1]
    assert "round." not in page


def test_the_public_page_is_previewed_by_whoever_may_see_the_draft(office: Office) -> None:
    item = draft(office)
    assert "秋季防火" in text(as_(office.head).get(at(item, "preview/")))


def test_another_part_shows_its_panel(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    told = panels.Panel("told", "另一部分", "publishing/_history.html", lambda item, who, day: {"history": []})
    none = panels.Panel("none", "没有的", "publishing/_history.html", lambda item, who, day: None)
    monkeypatch.setattr(panels, "_panels", [told, none])
    page = shown(office, draft(office))
    assert "另一部分" in page
    assert "没有的" not in page


PAGES = ["", "preview/", "history/"]


@pytest.mark.parametrize("page", PAGES)
def test_who_sees_an_item(office: Office, page: str) -> None:
    farms, money = (Unit.objects.create(organ=office.organ, name=name) for name in ("农业站", "财政所"))
    item = begin(by=office.clerk, organ=office.organ, unit=farms, now=NOW, title="农业").item
    chen = person("chen", "陈农", Role.CONTRIBUTOR, office.organ, unit=farms)
    qian = person("qian", "钱财", Role.CONTRIBUTOR, office.organ, unit=money)
    auditor = person("auditor", "孙立", Role.AUDITOR, office.organ)
    supervisor = person("county", "李静", Role.SUPERVISOR, office.organ)
    other = township("T2", "青山县红枫乡人民政府")
    seen = [as_(who).get(at(item, page)).status_code for who in (office.clerk, office.head, chen)]
    hidden = [as_(who).get(at(item, page)).status_code for who in (qian, auditor, supervisor, other.clerk)]
    assert seen == [200, 200, 200]
    assert hidden == [404, 404, 404, 404]


def test_an_item_is_not_found_under_another_organ(office: Office) -> None:
    other = township("T2", "青山县红枫乡人民政府")
    assert as_(other.clerk).get(f"/office/T2/items/{draft(office).pk}/").status_code == 404


def test_whoever_decides_sees_the_form_and_a_reviewer_the_table_first(office: Office) -> None:
    item = draft(office)
    hand_in(office, item)
    page = text(as_(office.reviewer).get(at(item)))
    assert "填写保密审查表" in page
    assert ">同意<" not in page
    clear(office, item)
    assert ">同意<" in text(as_(office.reviewer).get(at(item)))
