"""A county whose townships have published for years, straight into the tables: what the benchmarks of pages read."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from gongkai_web.organs.models import Kind, Level, Organ, OrganName, Person
from gongkai_web.publishing.editions import next_edition
from gongkai_web.publishing.models import Category, Column, Item, Revision
from gongkai_web.publishing.shipped import ship_columns

TOWNSHIPS = 10
BATCH = 2000
FIRST = date(2016, 1, 1)
_SENTENCES = (
    "为深入贯彻落实上级决策部署，切实做好各项工作，结合本地实际，现将有关事项通知如下。",
    "各村（社区）要压实责任，明确专人负责，建立台账，逐户核实，做到底数清、情况明、数据准。",
    "项目资金实行专账管理，专款专用，任何单位和个人不得截留、挤占、挪用，并接受群众监督。",
    "公示期内如有异议，请以书面形式向党政综合办公室反映，并提供真实姓名和联系方式。",
    "补贴标准按照县级文件执行，通过“一卡通”直接发放到农户，确保及时足额到位。",
)


def fill(items: int, seed: int = 1) -> None:
    """Nothing where there are that many already."""
    if Item.objects.count() >= items:
        return
    ship_columns()
    random.seed(seed)
    organs = [*_organs()]
    columns = list(Column.objects.filter(organ=None, top="content"))
    who = Person.objects.create(account="bench", full_name="周敏")
    for begin in range(Item.objects.count(), items, BATCH):
        with transaction.atomic():
            _batch(range(begin, min(begin + BATCH, items)), items, organs, columns, who)
    with transaction.atomic():
        next_edition()


def _organs() -> Iterator[Organ]:
    county = _organ("BENCH", "清源县人民政府", Level.COUNTY, None)
    yield county
    for number in range(1, TOWNSHIPS + 1):
        yield _organ(f"BENCH-{number}", f"清源县第{number}乡人民政府", Level.TOWNSHIP, county)


def _organ(code: str, name: str, level: Level, parent: Organ | None) -> Organ:
    organ = Organ.objects.create(code=code, kind=Kind.GOVERNMENT, level=level, parent=parent)
    OrganName.objects.create(organ=organ, full=name, since=FIRST)
    return organ


def _batch(numbers: range, of: int, organs: list[Organ], columns: list[Column], who: Person) -> None:
    made = [_item(number, of, organs[number % len(organs)], columns[number % len(columns)], who) for number in numbers]
    Item.objects.bulk_create([item for item, _ in made])
    Revision.objects.bulk_create([revision for _, revision in made])
    for item, revision in made:
        item.revision = revision
    Item.objects.bulk_update([item for item, _ in made], ["revision"], batch_size=500)
    Category.objects.bulk_create(Category(item=item, code=revision.categories[0]) for item, revision in made)


def _item(number: int, of: int, organ: Organ, column: Column, who: Person) -> tuple[Item, Revision]:
    day = FIRST + timedelta(days=number * 3900 // of)
    normative = "document" if column.code == "policies" and number % 5 == 0 else ""
    item = Item(
        organ=organ,
        drafted_by=who,
        public=Item.Public.PUBLISHED,
        index_number=f"{organ.code}/{day.year}-{number:06}",
        published_at=timezone.now() - timedelta(days=1),
        title=f"关于做好{day.year}年第{number}号事项（{column.name}）有关工作的通知",
        document_number=f"清政发〔{day.year}〕{number % 400 + 1}号" if number % 2 else "",
        publisher="清源县人民政府",
        column=column,
        formed_on=day - timedelta(days=7),
        published_on=day,
        year=day.year,
        normative=normative,
        expires_on=date(day.year + 5, day.month, 28) if normative else None,
    )
    revision = Revision(
        item=item,
        number=1,
        state=Revision.State.PUBLISHED,
        drafted_by=who,
        title=item.title,
        document_number=item.document_number,
        column=column,
        genre="notice",
        subject="综合政务",
        categories=column.categories or ["20_15"],
        keywords="政务公开,通知",
        summary="就有关工作作出安排。",
        body=_body(),
        formed_on=item.formed_on,
        released_at=item.published_at,
    )
    return item, revision


def _body() -> str:
    """About 1,200 characters, one in three with a table of a dozen rows."""
    paragraphs = "".join(f"<p>{''.join(random.choices(_SENTENCES, k=4))}</p>" for _ in range(8))
    if random.random() > 1 / 3:
        return paragraphs
    rows = "".join(f"<tr><td>{n}</td><td>第{n}村</td><td>{random.randint(100, 9999)}</td></tr>" for n in range(1, 13))
    return f"{paragraphs}<table><tr><th>序号</th><th>单位</th><th>金额（元）</th></tr>{rows}</table>"
