"""A part is withheld: boxes are drawn and words covered in the browser, burned, enclosed in the reply, approved, reviewed, sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from gongkai.letters import Block, Part
from gongkai.letters.pdf import blocks_pdf
from tests.journeys.conftest import sign_in, violations
from tests.journeys.test_townships import fill_in_secrecy

NAME, PHONE, IDENTITY = "张三丰", "13812345678", "11010519491231002X"
LINES = (
    f"申请人{NAME}反映，东沟村路段养护不到位。",
    f"联系人：{NAME}，手机{PHONE}，身份证号{IDENTITY}。",
    "会议决定拨付养护资金二十万元。",
)
REQUESTS = "/office/DEMO-4/requests/"
BURNING_MS = 120_000
Open = Callable[[str], Page]


@pytest.fixture
def office(open_context: Callable[..., BrowserContext], passwords: dict[str, str]) -> Iterator[Open]:
    windows: dict[str, Page] = {}

    def window(who: str) -> Page:
        if who not in windows:
            windows[who] = open_context(viewport={"width": 1280, "height": 900}).new_page()
            sign_in(windows[who], f"demo-{who}", passwords[f"demo-{who}"])
        return windows[who]

    yield window


def original() -> dict[str, object]:
    pages = [Block(Part.TEXT, line) for line in LINES] + [Block(Part.NEW_PAGE, "")]
    data = blocks_pdf([*pages, *(Block(Part.TEXT, line) for line in LINES)], "会议纪要", author="李四光")
    return {"name": "会议纪要.pdf", "mimeType": "application/pdf", "buffer": data}


def set_up_letters(page: Page) -> None:
    page.goto("/office/DEMO-4/settings/letters/")
    page.locator("input[name=reviewer]").fill("清源县人民政府")
    page.locator("input[name=court]").fill("清源县人民法院")
    page.locator("input[name=mark]").fill("石桥")
    page.locator("input[name=contact]").fill("综合办")
    page.locator("input[name=phone]").fill("0000-1234567")
    page.get_by_role("button", name="保存", exact=True).click()


def register(page: Page) -> str:
    """Over the counter today; the address of the case."""
    page.goto(f"{REQUESTS}new/")
    page.get_by_label("当面", exact=False).first.check()
    page.locator("input[name=applicant-category]").first.check()
    page.locator("input[name=applicant-name]").fill("王小明")
    page.locator("input[name=content-subject]").fill("农村公路养护资金会议纪要")
    page.get_by_role("button", name="登记").last.click()
    expect(page.locator("main")).to_contain_text("已登记")
    return page.url


def draw(page: Page, *, left: float, top: float, right: float, bottom: float) -> None:
    """With the mouse, in shares of the page."""
    paper = page.locator("[data-redact-paper]")
    paper.locator("img").evaluate("image => image.decode()")
    paper.scroll_into_view_if_needed()
    area = paper.bounding_box()
    assert area and area["height"] > area["width"]
    page.mouse.move(area["x"] + left * area["width"], area["y"] + top * area["height"])
    page.mouse.down()
    page.mouse.move(area["x"] + right * area["width"], area["y"] + bottom * area["height"], steps=5)
    page.mouse.up()


def cover(page: Page, case: str) -> None:
    page.goto(f"{case}redactions/")
    page.set_input_files("#file", original())
    page.get_by_role("button", name="封存原件，开始遮盖").click()
    page.get_by_role("heading", name="画框", exact=True).wait_for(timeout=BURNING_MS)
    assert violations(page) == []
    page.locator("#draw-reason").select_option("16a")
    draw(page, left=0.1, top=0.155, right=0.9, bottom=0.175)
    paper = page.locator("[data-redact-paper]")
    paper.press("Enter")
    paper.press("ArrowDown")
    paper.press("Shift+ArrowRight")
    paper.press("Enter")
    assert len(page.locator("#lines").input_value().splitlines()) == 2
    page.get_by_role("button", name="去掉刚画的").click()
    page.get_by_role("button", name="存入这些框").click()
    expect(page.locator("main")).to_contain_text("第 1 页加了 1 个框")
    page.locator("#words").fill(NAME)
    page.locator("#words-reason").select_option("15")
    page.get_by_role("button", name="在所有页上遮盖").click()
    expect(page.locator("main")).to_contain_text("查找后加了 4 个框")
    for number in (1, 2):
        page.get_by_role("link", name=f"第 {number} 页").click()
        while page.get_by_role("button", name=re.compile("^遮盖")).count():
            page.get_by_role("button", name=re.compile("^遮盖")).first.click()
    expect(page.locator("main")).to_contain_text("所有页上共 9 个框")


def burn(page: Page) -> None:
    page.get_by_role("button", name="生成遮盖后的文件").click()
    accepting = page.get_by_role("button", name="逐页看过，存入案卷")
    accepting.wait_for(timeout=BURNING_MS)
    assert violations(page) == []
    accepting.click()
    expect(page.locator("main")).to_contain_text("遮盖后的文件已存入案卷")


def decide(page: Page, case: str) -> None:
    """The five questions, down to a partial reply; what the list says is there to be checked."""
    page.goto(f"{case}guide/")
    for answer in ("correct-clear", "scope-ours", "held-held", "give-part"):
        question = page.locator(f"input[id='{answer}']")
        question.check()
        question.locator("xpath=ancestor::li").get_by_role("button").click()
    expect(page.locator("main")).to_contain_text("已按遮盖清单填好")
    expect(page.locator("textarea[name=evidence_withheld_15]")).to_have_value(re.compile(r"遮盖的 \d+ 处"))
    expect(page.locator("main")).to_contain_text("保存后生效")
    for name in ("15", "16a"):
        expect(page.locator(f"#ground-{name}")).to_be_checked()
    page.get_by_role("button", name="存入证据").click()
    for reason in page.locator("textarea[name^=evidence_reason]").all():
        reason.fill("公开后他人会知道住户的姓名、电话和家庭情况")
    for blank in page.locator("textarea[name^=evidence_]").all():
        if not blank.input_value():
            blank.fill("已核实，见卷内材料")
    page.get_by_role("button", name="存入证据").click()
    page.locator("input[id='proper-yes']").check()
    page.locator("input[id='proper-yes']").locator("xpath=ancestor::li").get_by_role("button").click()


def write(page: Page, case: str) -> str:
    """The reply with the covered file enclosed; the address of the letter."""
    page.goto(f"{case}steps/reply/")
    page.get_by_role("button", name="起草文书，送审核").click()
    page.get_by_label("会议纪要（遮盖后）.pdf").check()
    expect(page.locator("main")).not_to_contain_text("会议纪要.pdf")
    for name, words in (("提供方式", "当面领取"), ("权益种类", "个人隐私"), ("内部事务类别", "内部工作流程")):
        page.locator(f"[name=v_{name}]").fill(words)
    page.get_by_role("button", name="起草").click()
    expect(page.get_by_role("heading", name="部分公开答复书", exact=True)).to_be_visible()
    return page.url


def approve(office: Open, letter: str) -> None:
    office("clerk4").get_by_role("button", name="提交审核").click()
    fill_in_secrecy(office("secrecy4"), letter)
    office("head4").goto(letter)
    office("head4").get_by_role("button", name="同意").click()


def test_a_part_is_withheld_and_the_rest_goes_out(office: Open) -> None:
    clerk = office("clerk4")
    set_up_letters(office("head4"))
    case = register(clerk)
    cover(clerk, case)
    burn(clerk)
    decide(clerk, case)
    letter = write(clerk, case)
    approve(office, letter)
    clerk.goto(letter)
    with clerk.expect_download() as coming:
        clerk.get_by_role("link", name="会议纪要（遮盖后）.pdf").click()
    handed_out = coming.value.path().read_bytes()
    with pdfium.PdfDocument(handed_out) as pdf:
        assert len(pdf) == 2
        assert "".join(page.get_textpage().get_text_bounded() for page in pdf).strip() == ""
    for word in (NAME, PHONE, IDENTITY, "李四光"):
        assert not any(word.encode(encoding) in handed_out for encoding in ("utf-8", "utf-16-be", "gb18030"))
    clerk.get_by_role("link", name="登记发出").click()
    clerk.get_by_label("直接送达").check()
    clerk.get_by_role("button", name="登记发出").click()
    clerk.goto(case)
    expect(clerk.locator("main")).to_contain_text("办理结果")
    assert clerk.locator("main").inner_text().count("部分公开") >= 1
    expect(clerk.locator(".facts").first).to_contain_text("部分公开")
