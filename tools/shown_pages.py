"""Pages of the platform that are shown in pictures: where they are, and as whom they are opened."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """`account` is a demonstration account, "" the public; `link` is opened from the page, for items whose number varies,
    and `then` from that one."""

    path: str
    account: str = ""
    link: str = ""
    then: str = ""

    @property
    def links(self) -> tuple[str, ...]:
        return tuple(one for one in (self.link, self.then) if one)


PUBLIC = {
    "portal-home": Shown("/"),
    "portal-organ": Shown("/open/DEMO-1/"),
    "portal-content": Shown("/open/DEMO-1/content/"),
    "portal-item": Shown("/open/DEMO-1/policies/", link="筹资筹劳管理办法"),
    "portal-publicity": Shown("/open/DEMO-1/livelihood/", link="最低生活保障对象公示"),
    "portal-documents": Shown("/open/DEMO-1/documents/"),
    "portal-guide": Shown("/open/DEMO-1/guide/"),
    "portal-rules": Shown("/open/DEMO-1/rules/"),
    "portal-requests": Shown("/open/DEMO-1/requests/"),
    "portal-search": Shown("/search/?q=补贴"),
    "portal-data": Shown("/open/DEMO-1/data/"),
    "portal-affairs": Shown("/open/DEMO-1/affairs/"),
    "portal-reports": Shown("/open/DEMO-6/reports/"),
    "portal-complain": Shown("/open/DEMO-1/complaints/"),
    "research": Shown("/research/"),
}
OFFICE = {
    "today": Shown("/office/", "demo-head1"),
    "today-clerk": Shown("/office/", "demo-clerk1"),
    "items": Shown("/office/DEMO-1/items/", "demo-clerk1"),
    "item-new": Shown("/office/DEMO-1/items/new/", "demo-clerk1"),
    "item-review": Shown("/office/DEMO-1/items/?state=in_review", "demo-civilhead1", "防返贫监测对象公示"),
    "item-published": Shown("/office/DEMO-1/items/?state=published", "demo-clerk1", "筹资筹劳管理办法"),
    "documents": Shown("/office/DEMO-1/documents/", "demo-clerk1"),
    "withheld": Shown("/office/DEMO-1/withheld/", "demo-clerk1"),
    "catalogues": Shown("/office/DEMO-1/catalogues/", "demo-clerk1"),
    "duties": Shown("/office/DEMO-1/duties/", "demo-clerk1"),
    "affairs": Shown("/office/DEMO-1/affairs/", "demo-clerk1"),
    "requests": Shown("/office/DEMO-1/requests/", "demo-clerk1"),
    "request": Shown("/office/DEMO-1/requests/", "demo-clerk1", "养殖场环评备案材料"),
    "request-new": Shown("/office/DEMO-1/requests/new/", "demo-clerk1"),
    "redactions": Shown("/office/DEMO-1/requests/", "demo-clerk1", "养殖场环评备案材料", "遮盖（区分处理）"),
    "disputes": Shown("/office/DEMO-1/disputes/", "demo-clerk1"),
    "dispute-risks": Shown("/office/DEMO-1/disputes/risks/", "demo-clerk1"),
    "complaints": Shown("/office/DEMO-1/complaints/", "demo-clerk1"),
    "campaigns": Shown("/office/DEMO/campaigns/", "demo-county"),
    "campaign": Shown("/office/DEMO/campaigns/", "demo-county", "年年报"),
    "campaign-returned": Shown("/office/DEMO/campaigns/", "demo-county", "年年报", "桐坪乡"),
    "campaign-sums": Shown("/office/DEMO/campaigns/", "demo-county", "年年报", "汇总"),
    "campaign-years": Shown("/office/DEMO/campaigns/", "demo-county", "历年汇总对照"),
    "annual": Shown("/office/DEMO-1/annual/", "demo-clerk1"),
    "annual-earlier": Shown("/office/DEMO-1/annual/earlier/", "demo-clerk1"),
    "annual-report": Shown("/office/DEMO-1/annual/", "demo-clerk1", "打开"),
    "annual-wording": Shown("/office/DEMO-1/settings/annual/", "demo-clerk1"),
    "channels": Shown("/office/DEMO-2/channels/", "demo-clerk2"),
    "settings": Shown("/office/DEMO-1/settings/", "demo-clerk1"),
    "chains": Shown("/office/DEMO-1/chains/", "demo-head1"),
    "practice": Shown("/office/DEMO-1/practice/", "demo-clerk1"),
    "people": Shown("/office/DEMO-1/people/", "demo-security"),
    "log": Shown("/office/DEMO-1/log/", "demo-auditor"),
}
README = {
    "item": OFFICE["item-review"],
    "portal": PUBLIC["portal-organ"],
    "today": OFFICE["today-clerk"],
    "catalogues": OFFICE["catalogues"],
    "chains": OFFICE["chains"],
    "request": OFFICE["request"],
    "campaign": OFFICE["campaign"],
}
"""Pictures of docs/images."""
