"""The people of an invented township at their screens: each has a window of their own, and all live on the same day."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, expect
from python_calamine import CalamineWorkbook

from gongkai.report.forms import outcome_in_full
from tests.journeys.conftest import sign_in
from tests.journeys.dated.clock import HEADER

ORGAN = "DEMO-1"
CLERK, SECRECY, DEPUTY, HEAD, LEADER = "clerk1", "secrecy1", "deputy1", "head1", "office1"
"""No journey gives these accounts two steps or another password."""
PICTURES = os.environ.get("JOURNEY_PICTURES", "")
"""A folder: the pages of a journey are put there at both widths, to be looked at."""
ALREADY_SENT = "文书已另行发出，只登记"


def recorded_only(page: Page) -> None:
    """A reply that was made elsewhere is recorded behind its summary; where that is open, or another step's form, nothing."""
    closed = page.locator("#elsewhere:not([open]) > summary")
    if closed.count():
        closed.click()


class Desk:
    def __init__(
        self, open_context: Callable[..., BrowserContext], passwords: dict[str, str], tmp_path: Path, day: str
    ) -> None:
        self._open, self._passwords, self._tmp_path, self._day = open_context, passwords, tmp_path, day
        self._windows: dict[str, Page] = {}
        self._pictures = 0
        self._sheets: dict[str, list[tuple[object, ...]]] = {}

    def window(self, who: str) -> Page:
        """Signed in once."""
        if who not in self._windows:
            context = self._open(viewport={"width": 1280, "height": 900})
            context.set_extra_http_headers({HEADER: self._day})
            self._windows[who] = context.new_page()
            sign_in(self._windows[who], f"demo-{who}", self._passwords[f"demo-{who}"])
        return self._windows[who]

    @property
    def clerk(self) -> Page:
        return self.window(CLERK)

    def on(self, day: str) -> None:
        """It is another day, in all windows."""
        self._day = day
        for page in self._windows.values():
            page.context.set_extra_http_headers({HEADER: day})

    def look(self, page: Page, name: str) -> None:
        if not PICTURES:
            return
        self._pictures += 1
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            path = Path(PICTURES) / f"{self._day}-{self._pictures:02}-{name}-{width}.png"
            page.screenshot(path=path, full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})

    def press(self, page: Page, button: str) -> None:
        self.look(page, f"before-{re.sub('[^0-9a-zA-Z一-鿿]', '', button)[:12]}")
        page.get_by_role("button", name=button, exact=True).click()

    def press_at(self, case: str, button: str) -> None:
        self.clerk.goto(case)
        self.clerk.get_by_role("button", name=button, exact=True).first.click()

    # What the head of the organ sets once.

    def says_whom_to_turn_to(self) -> None:
        page = self.window(HEAD)
        page.goto(f"/office/{ORGAN}/settings/letters/")
        page.get_by_label("机关代字").fill("青政")
        page.get_by_label("行政复议机关").fill("清源县人民政府")
        page.get_by_label("管辖法院").fill("清源县人民法院")
        self.press(page, "保存")

    # What a clerk does, in the words of the pages.

    def register(self, channel: str, name: str, subject: str, *, arrived: str = "", **other: str) -> str:
        """The address of the request's page."""
        page = self.clerk
        page.goto(f"/office/{ORGAN}/requests/")
        page.get_by_role("link", name="登记一件申请").click()
        page.get_by_label(channel).check()
        page.get_by_label("收到的日期").fill(arrived or self._day)
        page.get_by_label("姓名或者名称").fill(name)
        page.get_by_label("联系电话").fill("00006008877")
        page.get_by_label("信息名称").fill(subject)
        page.get_by_label("指定提供形式").select_option(label="纸质")
        page.get_by_label("获取方式").select_option(label="邮寄")
        for label, text in other.items():
            page.get_by_label(label, exact=True).fill(text)
        self.press(page, "登记")
        expect(page.get_by_role("status")).to_contain_text("已登记，编号")
        self.look(page, "registered")
        return page.url

    def answer(self, chosen: str) -> None:
        """The question that is open now."""
        asked = self.clerk.locator(".question:not(:has(.question__answer))").first
        asked.get_by_label(chosen).check()
        asked.get_by_role("button", name="就是这样").click()

    def decide(self, case: str, *chosen: str, **evidence: str) -> None:
        """The five questions: one answer each, then what the reply rests on."""
        page = self.clerk
        page.goto(case)
        page.locator(".next").get_by_role("link", name="五问：怎样答复").click()
        for one in chosen:
            self.answer(one)
        for label, text in evidence.items():
            page.get_by_role("textbox", name=label).fill(text)
        self.press(page, "存入证据")
        expect(page.get_by_role("status")).to_contain_text("已存入")
        if page.locator(".question:not(:has(.question__answer))").count():
            self.answer("妥当，可以起草答复")
        self.look(page, "decided")

    def begin(self, case: str, step: str, **given: str) -> Page:
        """A step's form, filled, and what it would do to the clocks. Without a case: the form that is open."""
        page = self.clerk
        if case:
            page.goto(case)
            page.locator(".next").get_by_role("link", name=step, exact=True).click()
        recorded_only(page)
        for label, text in given.items():
            _fill(page.get_by_label(label).first, text)
        self.press(page, "下一步：看对期限的影响")
        self.look(page, "effect")
        return page

    def take(self, case: str, step: str, button: str = "", **given: str) -> None:
        self.begin(case, step, **given).get_by_role("button", name=button or step, exact=True).click()
        expect(self.clerk.get_by_role("status")).to_contain_text("已登记")
        self.look(self.clerk, "taken")

    def take_already_sent(self, case: str, step: str, number: str, given: dict[str, str] | None = None) -> None:
        """Its letter left the house without the platform."""
        self.take(case, step, ALREADY_SENT, **{"文号": number, **(given or {})})

    def write(self, case: str, step: str, given: dict[str, str] | None = None, **fields: str) -> str:
        """The letter of a step, drafted and handed in; the address of the letter."""
        if step == "作出答复":
            page = self.clerk
            page.goto(f"{case}steps/reply/")
        else:
            page = self.begin(case, step, **(given or {}))
        page.get_by_role("button", name="起草文书，送审核").click()
        for label, text in fields.items():
            page.get_by_label(label, exact=True).fill(text)
        self.look(page, "letter-fields")
        self.press_main_button()
        self.look(page, "drafted")
        self.press(page, "提交审核")
        expect(page.get_by_role("status")).to_contain_text("已提交审核")
        self.look(page, "submitted")
        return page.url

    def press_main_button(self) -> None:
        self.clerk.locator("main form.form button.button").first.click()

    def approve(self, letter: str, who: str) -> None:
        page = self.window(who)
        page.goto(letter)
        self.look(page, f"asked-{who}")
        page.locator("form.decide button[value=approve]").click()
        expect(page.locator("main")).to_contain_text("待发出")

    def review_secrecy(self, letter: str) -> None:
        page = self.window(SECRECY)
        page.goto(letter)
        page.get_by_role("link", name="填写保密审查表").click()
        for question in page.locator("fieldset.question").all():
            question.get_by_label("是" if "都看过" in question.inner_text() else "否", exact=True).check()
        page.get_by_label("依申请公开", exact=True).check()
        self.press(page, "存入保密审查表")

    def send(self, letter: str, tracking: str = "XA12345678901") -> Page:
        page = self.clerk
        page.goto(letter)
        page.get_by_role("link", name="登记发出").click()
        page.get_by_role("radio", name="邮寄送达").check()
        page.get_by_label("邮件号").fill(tracking)
        page.get_by_label("邮资由本机关支付").check()
        self.press(page, "登记发出")
        return page

    def cannot_send(self, letter: str, why: str) -> None:
        page = self.send(letter)
        expect(page.get_by_role("alert")).to_contain_text(why)

    def served(self, letter: str, day: str, note: str) -> None:
        page = self.clerk
        page.goto(letter)
        page.get_by_label("送达日期").fill(day)
        page.get_by_label("签收人等说明").fill(note)
        self.press(page, "登记送达")
        expect(page.get_by_role("status")).to_contain_text("已登记送达")

    # What stands there in the end.

    def ends_in(self, case: str, outcome: str, *, replied: str, late: str = "") -> None:
        """In one row of table three: on the page of the request, and in one line of each register."""
        self.clerk.goto(case)
        self.look(self.clerk, "end")
        facts = self.clerk.locator(".facts")
        expect(facts.locator("span", has_text="办理结果")).to_contain_text(outcome_in_full(outcome))
        number = re.search(r"登记编号 (\S+)", facts.inner_text())
        assert number
        self._download(number[1])
        (registered,) = self.lines("登记台账")
        (answered,) = self.lines("答复台账")
        assert (registered[16], registered[17]) == (outcome_in_full(outcome), replied)
        assert (answered[2], answered[6], answered[8]) == (replied, outcome_in_full(outcome), late)

    def lines(self, register: str) -> list[tuple[object, ...]]:
        return self._sheets[register]

    def _download(self, number: str) -> None:
        """The lines about one request, by register."""
        page = self.clerk
        page.goto(f"/office/{ORGAN}/requests/registers/")
        with page.expect_download() as waited:
            page.get_by_role("link", name=f"下载 {self._day[:4]} 年台账").click()
        path = self._tmp_path / "ledger.xlsx"
        waited.value.save_as(path)
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            found = [line for line in book.get_sheet_by_name(name).to_python() if number in str(line)]
            self._sheets[name] = [tuple(line) for line in found]


def _fill(field: Locator, text: str) -> None:
    """Whatever kind of field it is; a box is ticked."""
    if field.evaluate("one => one.tagName") == "SELECT":
        field.select_option(label=text)
    elif field.get_attribute("type") in ("checkbox", "radio"):
        field.check()
    else:
        field.fill(text)
