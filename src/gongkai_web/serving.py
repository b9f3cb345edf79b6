"""One command brings the platform up on one machine: port, database, static files, examples, server, reader of the queue."""

from __future__ import annotations

import errno
import io
import os
import socket
import sys
from typing import Any, NoReturn

import django
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from gongkai_web.keeping import Keeper

WORKERS, THREADS = 2, 4
WORKER_SECONDS, GRACE_SECONDS = 120, 10
_STEPS_AT_ONCE = 30


class PortError(Exception):
    """The port cannot be had; the message says so to the user."""


def claim_port(host: str, port: int) -> socket.socket:
    """A socket bound to the port, so that nobody takes it while the rest gets ready. Raises PortError."""
    if not 0 < port < 65536:
        raise PortError(f"端口 {port} 不在 1 到 65535 之间，请换一个，例如 make run PORT=8001")
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise PortError(_why(error, port)) from error
    return listener


def _why(error: OSError, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"端口 {port} 已被别的程序占用，请换一个，例如 make run PORT={port + 1}"
    if error.errno == errno.EACCES:
        return f"没有权限使用端口 {port}，请换一个大于 1023 的，例如 make run PORT=8000"
    return f"端口 {port} 不能用：{error.strerror}"


def prepare(*, whole: bool = True) -> str:
    """Database, static files, examples and the demonstration county; what is there already is left as it is.

    What the user should be told once: the demonstration's accounts, where they were made now. `whole`: with all its
    organs and two years of records, or the five townships alone.
    """
    _say("首次启动要安装依赖、准备数据库，一般二到五分钟；以后只要几秒。")
    _say("［1/4］正在准备数据库……")
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from gongkai_web.demo.making import make
    from gongkai_web.reports.demo import load_demo
    from gongkai_web.reports.drafts import purge

    call_command("migrate", interactive=False, verbosity=1, no_color=True, stdout=_Steps())
    _say("［2/4］正在准备页面文件……")
    call_command("collectstatic", interactive=False, verbosity=0)
    purge(now=timezone.now())
    _say("［3/4］正在读入年报的例子……")
    load_demo()
    _say("［4/4］正在查看演示的县……")
    return make(whole=whole, say=_say)


class _Steps(io.TextIOBase):
    """Of what the database's preparation writes, only how far it has come."""

    def __init__(self) -> None:
        self.done = 0

    def write(self, text: str) -> int:
        self.done += text.count("Applying ")
        if "Applying " in text and self.done % _STEPS_AT_ONCE == 0:
            _say(f"　　　　数据库已建好 {self.done} 步")
        return len(text)


def _say(what: str) -> None:
    """While somebody waits, they see for what."""
    print(what, flush=True)  # noqa: T201


class _Master(Arbiter):  # type: ignore[misc]
    """The first process: it watches over the web processes, and over the one that reads waiting files."""

    def __init__(self, app: BaseApplication) -> None:
        super().__init__(app)
        self.reader = Keeper("work", "--parent", str(os.getpid()))

    def manage_workers(self) -> None:
        """Called every second."""
        super().manage_workers()
        self.reader.keep()

    def stop(self, graceful: bool = True) -> None:
        self.reader.end()
        super().stop(graceful)


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, listener: socket.socket, told: str) -> None:
        self.listener = listener
        self.told = told
        super().__init__()

    def load_config(self) -> None:
        host, port = self.listener.getsockname()
        settings: dict[str, Any] = {
            "bind": f"fd://{self.listener.fileno()}",
            "workers": WORKERS,
            "threads": THREADS,
            "timeout": WORKER_SECONDS,
            "graceful_timeout": GRACE_SECONDS,
            "preload_app": True,
            "loglevel": "warning",
            "proc_name": "gongkai-web",
            "control_socket_disable": True,
            "when_ready": lambda _: print(_welcome(host, port), self.told, sep="\n", flush=True),  # noqa: T201
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def run(self) -> None:
        _Master(self).run()

    def load(self) -> Any:
        from gongkai_web.config.wsgi import application

        return application


def _welcome(host: str, port: int) -> str:
    return f"公开已启动：http://{host}:{port}　（按 Ctrl+C 停止）"


def serve_afresh(listener: socket.socket, told: str) -> NoReturn:
    """Go on as a new program in the place of this one: whoever prepared left threads behind (typst's, for one), and web
    processes forked from it would have lost them without knowing."""
    reading, writing = os.pipe()
    # A pipe holds as much as nobody has read yet; more is told by halves rather than waited for.
    os.set_blocking(writing, False)
    os.write(writing, told.encode())
    os.close(writing)
    for number in (listener.fileno(), reading):
        os.set_inheritable(number, True)
    # The port is handed over open; it is named for whoever looks which program serves it.
    port = str(listener.getsockname()[1])
    given = ["run", "--port", port, "--prepared", str(listener.fileno()), str(reading)]
    os.execv(sys.executable, [sys.executable, "-m", "gongkai_web", *given])  # noqa: S606


def handed_over(listening: int, reading: int) -> tuple[socket.socket, str]:
    """By `serve_afresh`: the port, and what is to be told."""
    with open(reading, encoding="utf-8", errors="ignore") as pipe:
        told = pipe.read()
    os.set_inheritable(listening, False)
    return socket.socket(fileno=listening), told


def serve(listener: socket.socket, told: str = "") -> None:
    """Serve until stopped; `told` is said once, when it can be reached."""
    _Server(listener, told).run()
