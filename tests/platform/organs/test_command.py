"""gongkai-web begin and new-password: the way in, where nobody has an account yet."""

from __future__ import annotations

import pytest
from django.test import Client

from gongkai_web.__main__ import main
from gongkai_web.organs.models import Organ, Person

GIVEN = {
    "--name": "清源县人民政府",
    "--code": "QINGYUAN",
    "--system": "zhaoming:赵明",
    "--security": "qianhui:钱慧",
    "--auditor": "sunli:孙立",
}


def begin(**changes: str) -> int:
    given = GIVEN | {f"--{name}": value for name, value in changes.items()}
    return main(["begin", *(word for pair in given.items() for word in pair)])


@pytest.mark.django_db
def test_the_first_organ_and_its_three(capsys: pytest.CaptureFixture[str], client: Client) -> None:
    assert begin() == 0
    said = capsys.readouterr().out
    assert Organ.objects.get().name == "清源县人民政府"
    [line] = [line for line in said.splitlines() if "钱慧" in line]
    password = line.split("　")[-1]
    client.post("/account/login/", {"login": "qianhui", "password": password})
    assert client.get("/office/QINGYUAN/people/").url == "/account/password/change/"
    assert begin(code="OTHER") == 2
    assert "已经有机构了" in capsys.readouterr().err


WRONG = [
    ({"code": "清源"}, "代码"),
    ({"code": "delegations"}, "代码"),
    ({"system": "赵明"}, "账号:姓名"),
    ({"auditor": "zhaoming:孙立"}, "已经有人使用"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("changes", "words"), WRONG)
def test_what_is_wrong_is_one_line_and_nothing_is_made(
    capsys: pytest.CaptureFixture[str], changes: dict[str, str], words: str
) -> None:
    assert begin(**changes) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert not Organ.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_who_is_locked_out_of_everything_gets_in_from_the_server(
    capsys: pytest.CaptureFixture[str], client: Client
) -> None:
    begin()
    capsys.readouterr()
    assert main(["new-password", "qianhui"]) == 0
    password = capsys.readouterr().out.strip().rpartition("：")[2]
    client.post("/account/login/", {"login": "qianhui", "password": password})
    assert client.get("/office/").url == "/account/password/change/"
    assert main(["new-password", "nobody"]) == 2
