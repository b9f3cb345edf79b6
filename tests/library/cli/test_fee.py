"""gongkai fee."""

import json

import pytest

from tests.library.cli.running import gongkai


@pytest.mark.parametrize(
    ("args", "total"),
    [
        (["--items", "10"], "0 元"),
        (["--items", "61"], "11,500 元"),
        (["--items", "12", "--already-this-month", "28"], "2,200 元"),
        (["--pages", "250"], "4,700 元"),
        (["--items", "0"], "0 元"),
    ],
)
def test_the_fee_is_the_first_line(args: list[str], total: str) -> None:
    done = gongkai("fee", *args)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, f"信息处理费：{total}")


def test_the_bands_are_listed() -> None:
    text = gongkai("fee", "--pages", "250").stdout
    assert all(band in text for band in ("第1—30页", "第31—100页", "第101—200页", "第201页以上", "40 元/页", "第五条"))


def test_json() -> None:
    data = json.loads(gongkai("fee", "--items", "11", "--json").stdout)
    assert (data["method"], data["total"]) == ("items", 100)
    assert data["bands"][-1] == {"from": 11, "to": 30, "count": 1, "price": 100, "amount": 100}


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ([], "--items"),
        (["--items", "3", "--pages", "3"], "只能选择一种"),
        (["--pages", "3", "--already-this-month", "2"], "--already-this-month"),
        (["--items", "-1"], "负数"),
        (["--items", "100001"], "100000"),
    ],
)
def test_a_failure_is_one_line_and_exit_status_2(args: list[str], says: str) -> None:
    done = gongkai("fee", *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("gongkai: ") and says in done.stderr
