"""gongkai-web: one command to start, and a start that cannot succeed says so in one line."""

import os
import re
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gongkai_web.__main__ import main

KEY = "k3Yq8s-0dJf7Gh2Lm5Np9Rt1Vw4Xz6Bc8Df0Hj3Kl5Mn7Pq9Rs2Tv"


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    return subprocess.run(
        [sys.executable, "-m", "gongkai_web", *arguments],
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


@contextmanager
def running(data: Path) -> Iterator[tuple[str, subprocess.Popen]]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    server = subprocess.Popen(
        [sys.executable, "-m", "gongkai_web", "run", "--port", str(port)],
        env=kept | {"GONGKAI_DATA_DIR": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield next(line for line in server.stdout if "http://" in line), server
    finally:
        server.terminate()
        server.communicate(timeout=60)


def test_run_prints_the_address_and_serves_with_the_examples(tmp_path: Path) -> None:
    with running(tmp_path / "var") as (line, server):
        # Web processes are forked from it: a thread that it had would be missing in them, and be waited for without end.
        assert len(list(Path(f"/proc/{server.pid}/task").iterdir())) == 1
        address = line.split("：", 1)[1].split("　")[0]
        with urllib.request.urlopen(f"{address.rstrip('/')}/tools/", timeout=10) as page:
            words = page.read().decode()
    assert words.count("打开看看") == 5
    assert (tmp_path / "var" / "gongkai.sqlite3").exists()


def test_a_second_start_keeps_the_data_and_the_key(tmp_path: Path) -> None:
    with running(tmp_path):
        key = (tmp_path / "secret-key").read_text()
    started = time.monotonic()
    with running(tmp_path) as (line, _):
        assert "http://127.0.0.1:" in line
    assert (tmp_path / "secret-key").read_text() == key
    # Five seconds are promised; thirty tell a busy machine from a start that does everything again.
    assert time.monotonic() - started < 30


def test_the_key_is_random_and_for_its_owner_only(tmp_path: Path) -> None:
    for name in ("one", "two"):
        command("manage", "check", GONGKAI_DATA_DIR=str(tmp_path / name))
    one, two = (tmp_path / name / "secret-key" for name in ("one", "two"))
    assert one.read_text() != two.read_text()
    assert len(one.read_text()) >= 50
    assert stat.S_IMODE(one.stat().st_mode) == 0o600


def test_a_taken_port_is_one_line_before_anything_else(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = command("run", "--port", str(port), GONGKAI_DATA_DIR=str(tmp_path / "var"))
    assert result.returncode == 2
    assert result.stderr == f"gongkai-web: 端口 {port} 已被别的程序占用，请换一个，例如 make run PORT={port + 1}\n"
    assert result.stdout == ""
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("url", ["postgres://nobody@127.0.0.1:1/none", "sqlite:////nowhere/at/all.sqlite3"])
def test_a_database_that_cannot_be_opened_is_one_line(url: str, tmp_path: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    result = command("run", "--port", str(port), GONGKAI_DATA_DIR=str(tmp_path), GONGKAI_DATABASE_URL=url)
    assert result.returncode == 2
    assert result.stderr.startswith("gongkai-web: 数据库打不开")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("port", ["0", "70000", "-5"])
def test_an_impossible_port_is_one_line(port: str, tmp_path: Path) -> None:
    result = command("run", "--port", port, GONGKAI_DATA_DIR=str(tmp_path))
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "GONGKAI_SECRET_KEY"),
        ({"GONGKAI_SECRET_KEY": "short"}, "太短"),
        ({"GONGKAI_SECRET_KEY": "a" * 60}, "不是随机"),
        ({"GONGKAI_SECRET_KEY": "django-insecure-" + KEY}, "不是随机"),
        ({"GONGKAI_SECRET_KEY": KEY}, "GONGKAI_ALLOWED_HOSTS"),
        ({"GONGKAI_SECRET_KEY": KEY, "GONGKAI_ALLOWED_HOSTS": "*"}, "GONGKAI_ALLOWED_HOSTS"),
        ({"GONGKAI_SECRET_KEY": KEY, "GONGKAI_ALLOWED_HOSTS": "x.gov.cn", "GONGKAI_DEBUG": "1"}, "GONGKAI_DEBUG"),
        ({"GONGKAI_SECRET_KEY": KEY, "GONGKAI_ALLOWED_HOSTS": "x.gov.cn"}, "GONGKAI_VAULT_KEYS"),
        ({"GONGKAI_SECRET_KEY": KEY, "GONGKAI_ALLOWED_HOSTS": "x.gov.cn", "GONGKAI_VAULT_KEYS": "/no/keys"}, "不存在"),
    ],
)
def test_production_refuses_lazy_settings(environment: dict[str, str], words: str, tmp_path: Path) -> None:
    result = command("check", GONGKAI_PRODUCTION="1", GONGKAI_DATA_DIR=str(tmp_path), **environment)
    assert result.returncode != 0
    assert words in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GONGKAI_DEBUG", "maybe"),
        ("GONGKAI_MAX_FILE_MB", "viel"),
        ("GONGKAI_DRAFT_DAYS", "0"),
        ("GONGKAI_DATABASE_URL", "mysql://x/y"),
    ],
)
def test_a_wrong_variable_is_named(name: str, value: str, tmp_path: Path) -> None:
    result = command("check", GONGKAI_DATA_DIR=str(tmp_path), **{name: value})
    assert result.returncode == 2
    assert name in result.stderr
    assert result.stderr.count("\n") == 1


def vault_keys(folder: Path) -> str:
    path = folder / "kept" / "vault-keys.json"
    assert command("keys", "new", str(path)).returncode == 0
    return str(path)


def test_a_key_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = Path(vault_keys(tmp_path))
    assert path.stat().st_mode & 0o777 == 0o600
    before = path.read_bytes()
    again = command("keys", "new", str(path))
    assert again.returncode == 2
    assert "不覆盖" in again.stderr
    assert path.read_bytes() == before


def test_a_production_deployment_has_no_warnings(tmp_path: Path) -> None:
    result = command(
        "check",
        GONGKAI_PRODUCTION="1",
        GONGKAI_SECRET_KEY=KEY,
        GONGKAI_ALLOWED_HOSTS="www.example.gov.cn",
        GONGKAI_VAULT_KEYS=vault_keys(tmp_path),
        GONGKAI_DATA_DIR=str(tmp_path / "data"),
    )
    assert result.stdout == "可以部署，没有发现问题。\n"
    assert result.returncode == 0


def test_production_does_not_start_with_demonstration_accounts(tmp_path: Path) -> None:
    """Whatever WSGI server loads it: the address of the application raises before it answers once."""
    made = command("manage", "migrate", "--verbosity", "0", GONGKAI_DATA_DIR=str(tmp_path))
    assert made.returncode == 0
    load = "import django; django.setup(); from gongkai_web.organs.demo import load_office; print(len(load_office()))"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    kept |= {"GONGKAI_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "gongkai_web.config.settings"}
    served = kept | {
        "GONGKAI_PRODUCTION": "1",
        "GONGKAI_VAULT_KEYS": vault_keys(tmp_path.parent / f"{tmp_path.name}-keys"),
        "GONGKAI_SECRET_KEY": KEY,
        "GONGKAI_ALLOWED_HOSTS": "www.example.gov.cn",
    }

    def python(code: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120
        )

    wsgi = "import gongkai_web.config.wsgi"
    assert python(wsgi, served).returncode == 0
    assert int(python(load, kept).stdout) > 0
    refused = python(wsgi, served)
    assert refused.returncode != 0
    assert "演示账号" in refused.stderr


def test_check_says_in_chinese_what_is_missing_and_what_mends_it(tmp_path: Path) -> None:
    done = command("check", GONGKAI_DATA_DIR=str(tmp_path))
    assert done.returncode == 1
    assert "还不能给别人用，有 3 项" in done.stderr
    assert "GONGKAI_PRODUCTION=1" in done.stderr
    assert "docs/how-to/settings.md" in done.stderr
    assert not re.search(r"\b[a-z]{4,}\b (?:[a-z]+ ){2}", done.stderr), "Django's English"


@pytest.mark.django_db(transaction=True)
def test_load_demo_says_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load-demo"]) == 0
    assert "5" in capsys.readouterr().out


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    assert main(["manage", "makemigrations", "--check", "--dry-run"]) == 0
