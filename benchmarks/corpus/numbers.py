"""Random reports whose relations hold, of the sizes found in practice."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from benchmarks.corpus.case import Case, Value
from gongkai.report import FORMS
from gongkai.report.forms import APPLICANTS, COLUMNS, DISPUTE_GROUPS, DISPUTE_RESULTS

PLACES = ("桃源县", "临江市", "青溪县", "平原区", "石门县", "新河区", "永安市", "白水县", "兴隆县", "南湖区")
TOWNSHIPS = (
    "大河镇人民政府", "柳林乡人民政府", "城关镇人民政府", "东山街道办事处", "红旗乡人民政府", "沙坪满族乡人民政府",
    "五里街道办事处", "档案馆", "供销合作社联合社", "桥头镇人民政府",
)  # fmt: skip
CITIES = ("淮安市", "湖州市", "宜昌市", "绵阳市")
"""Cities with districts: their governments may make 规章."""
OFFICES = (
    "人民政府", "财政局", "审计局", "水利局", "卫生健康委员会", "自然资源局", "住房和城乡建设局", "司法局", "教育体育局",
    "市场监督管理局", "经济开发区管理委员会", "人民政府办公室", "城市管理和综合执法局",
)  # fmt: skip
PROVINCIAL = ("湖南省水利厅", "浙江省司法厅", "四川省卫生健康委员会", "河北省市场监督管理局")

Draw = Callable[[Random], int]
Rows = dict[str, list[int]]


def _zeros(_: Random) -> int:
    return 0


def _county(rng: Random) -> int:
    return rng.choice((0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 7, rng.randint(10, 60)))


def _city(rng: Random) -> int:
    return rng.choice((0, 0, 0, 1, 4, rng.randint(5, 99), rng.randint(100, 6000), rng.randint(100, 999)))


def _few(rng: Random) -> int:
    return rng.choice((0,) * 120 + (1, 1, 1, 2))


SIZES: dict[str, Draw] = {"zeros": _zeros, "few": _few, "county": _county, "city": _city}
FLOWS = {"zeros": (0, 0), "few": (0, 1), "county": (2, 6), "city": (40, 120)}
DECISIONS = {"zeros": 0, "few": 40, "county": 20000, "city": 9_999_999}


def report(rng: Random, size: str, code: str, collapsed: bool = False) -> Case:
    """A report whose every relation holds; `size` is a key of SIZES, `code` a form."""
    form = FORMS[code]
    year = rng.choice((2019, 2020)) if code == "2019" else rng.randint(2021, 2025)
    case = Case(form, _agency(rng, size), year, {}, size, collapsed and code == "2021")
    _requests(case, rng, size)
    _proactive(case, rng, size)
    _disputes(case, rng, size)
    order = {path: i for i, path in enumerate(form.paths)}
    case.values = dict(sorted(case.values.items(), key=lambda item: order.get(item[0], len(order))))
    return case


def _agency(rng: Random, size: str) -> str:
    if size == "city":
        return rng.choice((*(city + "人民政府" for city in CITIES), *PROVINCIAL))
    return rng.choice(PLACES) + rng.choice(TOWNSHIPS if size in ("zeros", "few") else OFFICES)


def _requests(case: Case, rng: Random, size: str) -> None:
    draw, (carry_in, carry_out) = SIZES[size], FLOWS[size]
    outcomes = {row: [draw(rng) if i in (0, 1) or rng.random() < 0.3 else 0 for i in range(6)] for row in case.outcomes}
    done = [sum(row[i] for row in outcomes.values()) for i in range(6)]
    later = [rng.randint(0, carry_out) if i < 2 else 0 for i in range(6)]
    earlier = [min(rng.randint(0, carry_in), done[i] + later[i]) if i < 2 else 0 for i in range(6)]
    new = [done[i] + later[i] - earlier[i] for i in range(6)]
    rows: Rows = {"new": new, "carried_in": earlier, **outcomes, "result_total": done, "carried_out": later}
    for name, numbers in rows.items():
        for column, number in zip(COLUMNS, (*numbers, sum(numbers)), strict=True):
            case.values[f"requests.{name}.{column}"] = number


def _proactive(case: Case, rng: Random, size: str) -> None:
    for path in case.form.table("proactive").paths:
        case.values[path] = _proactive_value(path.split("."), rng, size)
    if case.agency in PROVINCIAL:
        case.values.update({path: 0 for path in case.values if path.startswith("proactive.rules.")})
    for row in ("rules", "normative_documents"):
        made, _, kept = (path for path in case.values if path.startswith(f"proactive.{row}."))
        case.values[kept] = (case.values[kept] or 0) + (case.values[made] or 0)


def _proactive_value(keys: list[str], rng: Random, size: str) -> Value:
    most = DECISIONS[size]
    if keys[-1] in ("charges", "amount"):
        return _money(rng, most) if keys != ["proactive", "charges", "change"] else 0
    if keys[-1] == "change":
        return rng.randint(-min(most, 12), min(most, 9))
    if keys[1] in ("rules", "normative_documents") or keys[-1] in ("prior_items", "projects"):
        return rng.randint(0, min(most, 40)) if keys[1] != "rules" or size == "city" else 0
    return rng.randint(0, most)


def _money(rng: Random, most: int) -> Decimal:
    digits = rng.randint(0, 4)
    if not most or rng.random() < 0.2:
        return Decimal(0)
    return Decimal(rng.randint(1, most * 10**digits)).scaleb(-digits)


def _disputes(case: Case, rng: Random, size: str) -> None:
    most = {"zeros": 0, "few": 1, "county": 6, "city": 200}[size]
    for group in DISPUTE_GROUPS:
        numbers = [rng.randint(0, most) if rng.random() < 0.6 else 0 for _ in range(4)]
        for result, number in zip(DISPUTE_RESULTS, (*numbers, sum(numbers)), strict=True):
            case.values[f"disputes.{group}.{result}"] = number


__all__ = ["APPLICANTS", "SIZES", "report"]
