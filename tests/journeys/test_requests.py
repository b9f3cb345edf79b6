"""Requests as an office handles them, from the counter to the register; every one ends in one row of table three.

Each goes through its own weeks (`dated`), on days whose holidays are known; only the one over the New Year leaves them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from gongkai.calendar import Status, national_calendar
from tests.journeys.requests_desk import DEPUTY, HEAD, LEADER, ORGAN, Desk

GIVEN = ("都写明了", "是本机关负责公开", "有现成的，看下一问")
"""The first answers of whatever is a request for information that is there."""

Open = Callable[[str], Desk]


@pytest.fixture
def desk(open_context: Callable[..., BrowserContext], passwords: dict[str, str], tmp_path: Path) -> Open:
    return lambda day: Desk(open_context, passwords, tmp_path, day)


def main(page: Page) -> object:
    return page.locator("main")


def test_spoken_at_the_counter_granted_and_served(desk: Open) -> None:
    at = desk("2026-03-02")
    at.says_whom_to_turn_to()
    case = at.register("口头提出", "荀大娘", "2025年村级道路维修资金使用明细")
    at.press(at.clerk, "打印申请表，交申请人签字")
    expect(main(at.clerk)).to_contain_text("荀大娘")
    expect(main(at.clerk)).to_contain_text("由周敏代为填写")
    at.on("2026-03-09")
    at.decide(case, *GIVEN, "可以公开，提供信息", 提供什么="明细表一份，共3页")
    letter = at.write(case, "作出答复")
    at.approve(letter, DEPUTY)
    at.cannot_send(letter, "保密审查")
    at.review_secrecy(letter)
    at.on("2026-03-10")
    sent = at.send(letter)
    expect(main(sent)).to_contain_text("邮件号 XA12345678901")
    at.on("2026-03-13")
    at.served(letter, "2026-03-12", "本人签收")
    at.ends_in(case, "granted", replied="2026-03-10")
    served = at.lines("送达台账")
    assert [(line[2], line[4]) for line in served] == [("2026-03-12", "XA12345678901")]


def test_a_notice_to_correct_that_nobody_answers(desk: Open) -> None:
    at = desk("2026-03-03")
    at.says_whom_to_turn_to()
    case = at.register("当面提交", "甄小满", "有关材料", arrived="2026-03-02")
    at.clerk.get_by_role("link", name="五问：怎样答复").first.click()
    at.answer("有没写明的，告知补正")
    at.clerk.get_by_role("link", name="发补正告知书").click()
    given = {"申请内容不明确": "", "自收到告知书之日起几个工作日内补正": "9"}
    letter = at.write("", "发补正告知书", given)
    at.approve(letter, HEAD)
    at.send(letter)
    at.clerk.goto(case)
    # Its nine days run from the day on which the applicant has it.
    expect(main(at.clerk)).to_contain_text("送达后 9 个工作日，还没有登记送达")
    at.served(letter, "2026-03-03", "本人签收")
    at.clerk.goto(case)
    expect(main(at.clerk)).to_contain_text("正等申请人补正")
    at.on("2026-03-17")
    at.clerk.goto(case)
    # The step at the head of the page is now another.
    expect(at.clerk.locator(".lead-act a.button")).to_have_text("逾期不补正，不再处理")
    letter = at.write(case, "逾期不补正，不再处理")
    at.approve(letter, HEAD)
    at.send(letter)
    at.ends_in(case, "other_not_corrected", replied="2026-03-17")


def test_a_third_party_that_says_nothing(desk: Open) -> None:
    at = desk("2026-04-07")
    at.says_whom_to_turn_to()
    case = at.register("挂号信、快递", "荆州路五金店", "某村民的宅基地审批表", 邮件号="XB1")
    letter = at.write(case, "征求第三方意见", {"第三方": "卜一凡"}, 权益种类="个人隐私")
    at.approve(letter, DEPUTY)
    at.send(letter)
    at.clerk.goto(case)
    assert "卜一凡" not in at.clerk.content()
    # Fifteen working days from 8 to 28 April do not count; twenty from the 29th on end after the holiday of May.
    expect(at.clerk.locator(".clocks")).to_contain_text("2026年5月28日")
    expect(main(at.clerk)).to_contain_text("正等对方的意见")
    at.on("2026-05-06")
    at.clerk.goto(case)
    expect(at.clerk.locator(".head__tags")).to_have_text("办理中")
    at.decide(
        case,
        *GIVEN,
        "不予公开：商业秘密、个人隐私",
        第三方的意见="2026年4月7日寄出，逾期没有答复",
        不公开会不会="不会",
        理由="审批表载有家庭成员和住址，公开会损害个人隐私",
    )
    letter = at.write(case, "作出答复", 权益种类="个人隐私")
    expect(main(at.clerk)).to_contain_text("先向清源县人民政府申请行政复议")
    at.approve(letter, HEAD)
    at.send(letter)
    at.ends_in(case, "denied_third_party", replied="2026-05-06")


def test_an_extension_over_the_new_year(desk: Open) -> None:
    unknown = min(one.year for one in national_calendar().notices if one.status is Status.PROVISIONAL)
    at = desk(f"{unknown - 1}-12-14")
    at.says_whom_to_turn_to()
    case = at.register("当面提交", "水云间饭店", "全镇餐饮油烟检测结果")
    expect(at.clerk.locator(".clocks")).to_contain_text("暂定：放假安排还没有公布")
    at.on(f"{unknown - 1}-12-28")
    at.clerk.get_by_role("link", name="报请延长").click()
    at.clerk.get_by_label("延长几个工作日").fill("10")
    at.clerk.get_by_label("理由").fill("涉及三个站所，正在核对")
    at.press(at.clerk, "报请负责人同意")
    leader = at.window(LEADER)
    leader.goto("/office/")
    at.look(leader, "leader-today")
    leader.get_by_role("link", name="全镇餐饮油烟检测结果").first.click()
    at.press(leader, "同意延长")
    letter = at.write(case, "延长答复期限")
    at.approve(letter, DEPUTY)
    at.send(letter)
    at.clerk.goto(case)
    expect(at.clerk.locator(".story")).to_contain_text("罗春生同意")
    expect(at.clerk.locator(".clocks")).to_contain_text("暂定：放假安排还没有公布")
    at.on(f"{unknown}-01-18")
    at.decide(case, *GIVEN, "已经主动公开", 在哪里公开="镇政府公开栏，2026年第3期")
    at.take_already_sent(case, "作出答复", f"青公复〔{unknown}〕71号")
    at.ends_in(case, "granted", replied=f"{unknown}-01-18")


def test_a_fee_that_is_not_paid(desk: Open) -> None:
    at = desk("2026-06-01")
    case = at.register("当面提交", "百草堂药店", "近三年药品抽检记录")
    at.on("2026-06-03")
    given = {"申请人收到收费通知的日期": "2026-06-03", "收费方式": "按量计收", "提供的页数": "57"}
    at.take_already_sent(case, "发收费通知书", "青公告〔2026〕9号", given)
    at.clerk.goto(case)
    expect(at.clerk.locator(".story")).to_contain_text("270")
    expect(main(at.clerk)).to_contain_text("正等申请人缴费")
    at.on("2026-07-02")
    at.clerk.goto(case)
    expect(at.clerk.locator(".lead-act a.button")).to_have_text("登记缴费")
    at.on("2026-07-03")
    at.take_already_sent(case, "逾期不缴费，不再处理", "青公告〔2026〕10号")
    at.ends_in(case, "other_fee_unpaid", replied="2026-07-03")
    assert [line[4:6] for line in at.lines("收费台账")] == [(270.0, 0.0)]


def test_one_letter_that_asks_for_three_things(desk: Open) -> None:
    at = desk("2026-08-03")
    earlier = at.register("当面提交", "左邻右舍超市", "2026年防汛物资采购合同")
    at.decide(earlier, *GIVEN, "已经主动公开", 在哪里公开="镇政府网站重大项目栏目")
    at.take_already_sent(earlier, "作出答复", "青公复〔2026〕31号")
    at.on("2026-08-10")
    three = "2026年防汛物资采购合同\n隔壁张家的不动产登记档案\n请处理超市门口占道停车"
    first = at.register("挂号信、快递", "左邻右舍超市", "防汛合同、不动产档案、占道停车", 邮件号="XC1")
    at.clerk.get_by_role("link", name="一事一申请，拆分").click()
    at.clerk.get_by_label("每行一件").fill(three)
    at.press(at.clerk, "拆分")
    expect(main(at.clerk)).to_contain_text("同一份申请")
    others = at.clerk.locator("dd a[href*='/requests/']")
    second, third = (others.nth(place).get_attribute("href") for place in (0, 1))
    at.press_at(first, "认定重复")
    at.decide(first, "都写明了", "已经答复过", 登记编号="以前那件，青公复〔2026〕31号，2026年8月3日")
    at.take_already_sent(first, "作出答复", "青公复〔2026〕32号")
    at.decide(
        second, "都写明了", "不动产登记等", 哪部法律="《不动产登记暂行条例》第二十七条", 到哪里查询="县不动产登记中心"
    )
    at.take_already_sent(second, "作出答复", "青公复〔2026〕33号")
    at.decide(third, "都写明了", "实际是信访", 理由="要求处理超市门口占道停车")
    at.take_already_sent(third, "作出答复", "青公复〔2026〕34号")
    at.ends_in(first, "refused_repeat", replied="2026-08-10")
    at.ends_in(second, "denied_inquiry", replied="2026-08-10")
    at.ends_in(third, "refused_petition", replied="2026-08-10")


def test_information_not_held_needs_its_search(desk: Open) -> None:
    at = desk("2026-09-01")
    at.says_whom_to_turn_to()
    case = at.register("当面提交", "钟表匠", "1987年乡供销社会议记录")
    at.clerk.get_by_role("link", name="五问：怎样答复").first.click()
    for chosen in ("都写明了", "是本机关负责公开", "经检索没有"):
        at.answer(chosen)
    at.answer("妥当，可以起草答复")
    at.begin(case, "作出答复")
    expect(main(at.clerk)).to_contain_text("缺：查了哪些地方")
    expect(at.clerk.get_by_role("button", name="起草文书，送审核")).to_have_count(0)
    at.decide(
        case,
        谁检索的="沈静波、周敏",
        什么时候检索的="2026年9月1日上午",
        查了哪些地方="乡档案室1980至1990年案卷、县档案馆目录",
        用了哪些检索词="供销社、会议记录",
        结果="均未检索到",
    )
    letter = at.write(case, "作出答复")
    expect(main(at.clerk)).to_contain_text("供销社、会议记录")
    at.approve(letter, DEPUTY)
    at.send(letter)
    at.ends_in(case, "unable_not_held", replied="2026-09-01")


def test_withdrawn_and_answered_too_late(desk: Open) -> None:
    at = desk("2026-01-12")
    late = at.register("当面提交", "晚香玉花店", "沿街门面招租公告")
    gone = at.register("当面提交", "晚香玉花店", "绿化养护合同")
    at.on("2026-01-14")
    at.take(gone, "登记申请人撤回", "文书已另行发出，只登记", 文号="青公告〔2026〕1号")
    at.ends_in(gone, "other_misc", replied="2026-01-14")
    at.on("2026-02-26")
    at.clerk.goto(f"/office/{ORGAN}/requests/")
    expect(main(at.clerk)).to_contain_text("沿街门面招租公告")
    at.decide(late, *GIVEN, "可以公开，提供信息", 提供什么="招租公告一份，共2页")
    at.begin(late, "作出答复", 提供的信息作过的保密审查="沈静波，2026年2月25日，可以公开")
    expect(at.clerk.locator(".preview")).to_contain_text("晚了8个工作日")
    at.clerk.get_by_role("button", name="文书已另行发出，只登记").click()
    at.ends_in(late, "granted", replied="2026-02-26", late="逾期")
    expect(at.clerk.locator("body")).to_contain_text("台账")


def test_two_at_one_request_the_second_sees_what_the_first_did(desk: Open) -> None:
    at = desk("2026-10-12")
    case = at.register("当面提交", "两面针诊所", "医疗废物处置合同")
    other = at.window(LEADER)
    other.goto(case)
    other.get_by_role("link", name="更正录入的内容").click()
    other.get_by_label("其他特征性描述").fill("附件也要，2024年至2026年")
    other.get_by_label("理由").fill("补录")
    at.take(case, "登记申请人撤回", "文书已另行发出，只登记", 备注="电话里说不要了")
    at.press(other, "更正")
    expect(main(other)).to_contain_text("这期间别人办理的")
    expect(main(other)).to_contain_text("电话里说不要了")
    expect(other.get_by_label("其他特征性描述")).to_have_value("附件也要，2024年至2026年")
    at.look(other, "second")
    at.press(other, "更正")
    other.goto(case)
    expect(main(other)).to_contain_text("附件也要，2024年至2026年")
    at.ends_in(case, "other_misc", replied="2026-10-12")
