"""A refusal that is overturned: registered and refused, gone against, answered, ordered to reply again, replied again."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.journeys.conftest import sign_in, violations

TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
"""The office's own day, which begins eight hours before that of the machine."""
SUBJECT = "乡林业站护林员招聘的讨论记录"
_HELD = ("都写明了，看下一问", "是本机关负责公开的政府信息", "有现成的，看下一问")
REFUSED, GRANTED = (*_HELD, "不予公开：过程性信息"), (*_HELD, "可以公开，提供信息")


def registered(page: Page) -> str:
    page.goto("/office/DEMO-1/requests/new/")
    page.locator("input[value=counter]").check()
    page.get_by_label("收到的日期").fill(TODAY)
    page.locator("input[value=natural_person]").check()
    page.get_by_label("姓名或者名称").fill("戚小满")
    page.get_by_label("信息名称").fill(SUBJECT)
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("已登记")
    return page.url


def answer(page: Page, words: str) -> None:
    question = page.locator("li#next")
    question.get_by_label(words).check()
    question.get_by_role("button", name="就是这样").click()


def replied(page: Page, case: str, choices: tuple[str, ...], number: str, review: str = "") -> None:
    """The five questions, the evidence, and the letter that was sent by other means."""
    page.goto(f"{case}guide/")
    for words in choices:
        answer(page, words)
    page.get_by_role("button", name="存入证据").wait_for()
    for field in page.locator("textarea[name^=evidence_]").all():
        field.fill("已核实，见卷内材料")
    page.get_by_role("button", name="存入证据").click()
    last = page.locator(".questions--last")
    last.get_by_label("妥当，可以起草答复").check()
    last.get_by_role("button", name="就是这样").click()
    page.get_by_role("link", name="作出答复", exact=True).click()
    page.locator("#elsewhere > summary").click()
    page.get_by_label("文号").fill(number)
    if review:
        page.get_by_label("提供的信息作过的保密审查").fill(review)
    page.get_by_role("button", name="下一步：看对期限的影响").click()
    page.get_by_role("button", name="文书已另行发出，只登记").click()
    expect(page.get_by_role("status")).to_contain_text("已登记：作出答复")


def taken(page: Page, name: str, **fields: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    for label, value in fields.items():
        page.get_by_label(label).fill(value)
    assert violations(page) == []
    effect = page.get_by_role("button", name="下一步：看对期限的影响")
    if effect.count():
        effect.click()
    page.get_by_role("button", name=name).click()


def test_a_refusal_is_overturned_and_replied_to_again(page: Page, passwords: dict[str, str]) -> None:
    sign_in(page, "demo-clerk1", passwords["demo-clerk1"])
    case = registered(page)
    replied(page, case, REFUSED, "青公复〔今年〕901号")
    expect(page.get_by_text("过程性信息").first).to_be_visible()

    page.get_by_role("link", name="登记复议、诉讼").first.click()
    page.get_by_label("案号").fill("清政复〔今年〕901号")
    page.get_by_label("行政复议机关、人民法院").fill("清源县人民政府")
    page.get_by_label("申请、起诉的日期").fill(TODAY)
    page.get_by_label("收到副本的日期").fill(TODAY)
    assert violations(page) == []
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("还剩 10 个工作日")).to_be_visible()
    page.get_by_text("怎么算的").click()
    expect(page.get_by_text("的次日起10个工作日，提交书面答复的期限到这一天届满")).to_be_visible()
    assert violations(page) == []
    dispute = page.url

    taken(page, "登记提交答复（答辩）", 文号="青政复答〔今年〕1号")
    expect(page.get_by_text("审理中", exact=True)).to_be_visible()
    page.get_by_role("link", name="登记结果", exact=True).click()
    page.get_by_label("结果").select_option("rv_revoked")
    page.get_by_role("button", name="登记结果").click()
    expect(page.get_by_text("审结：撤销、部分撤销")).to_be_visible()
    taken(page, "登记责令重新答复")

    page.goto(case)
    expect(page.get_by_text("责令重新答复，办理中").first).to_be_visible()
    expect(page.get_by_text("还剩 20 个工作日").first).to_be_visible()
    assert violations(page) == []
    replied(page, case, GRANTED, "青公复〔今年〕902号", review="李保审查，可以公开")
    expect(page.locator(".facts")).to_contain_text("6.属于四类过程性信息")

    page.goto(f"/office/DEMO-1/disputes/numbers/{TODAY[:4]}/?cell=reconsideration.corrected")
    expect(page.locator("#records ~ table")).to_contain_text(SUBJECT)
    page.goto(dispute)
    expect(page.locator("main")).not_to_contain_text(re.compile("正在重新办理"))
