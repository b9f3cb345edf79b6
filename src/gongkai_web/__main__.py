"""The command gongkai-web: run it on one machine, read what waits, manage it, load the examples, check a deployment."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

HOST = "127.0.0.1"


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point. A failure the user can mend is one line on standard error, never a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai_web.config.settings")
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["manage"]:
        return _manage(given[1:])
    options = _parser().parse_args(given)
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError

    try:
        act: Callable[[argparse.Namespace], int] = options.act
        return act(options)
    except ImproperlyConfigured as error:
        return _fail(str(error))
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        if "no such table" in reason or "does not exist" in reason:
            return _fail(
                "这个数据库里还没有平台的数据。请在平台所在的文件夹里运行，或设置 GONGKAI_DATA_DIR、GONGKAI_DATABASE_URL"
            )
        return _fail(f"数据库打不开：{reason}。请检查 GONGKAI_DATABASE_URL 和数据文件夹的权限")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gongkai-web", description="政府信息公开平台")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="在本机启动，只有本机能访问")
    run.add_argument("--port", type=int, default=8000, help="端口，默认 8000")
    run.set_defaults(act=_run)
    work = commands.add_parser("work", help="读取排队的文件；run 会自己启动它，正式部署时另起一个")
    work.add_argument("--parent", type=int, help=argparse.SUPPRESS)
    work.set_defaults(act=_work)
    commands.add_parser("load-demo", help="装入五份例子").set_defaults(act=_load_demo)
    renewed = commands.add_parser("demo-passwords", help="给演示账号换新的随机密码并显示一次")
    renewed.set_defaults(act=_demo_passwords)
    _add_audit(commands)
    commands.add_parser("check", help="检查正式部署的设置").set_defaults(act=_check)
    commands.add_parser("manage", help="Django 的管理命令，例如 gongkai-web manage migrate")
    return parser


def _add_audit(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    audit = commands.add_parser("audit", help="校验、导出审计日志").add_subparsers(required=True, metavar="COMMAND")
    verify = audit.add_parser("verify", help="逐条校验日志有没有被改动、删除")
    verify.add_argument("--anchor", default="", help="上次留存的校验值（条数:SM3），能查出末尾被删")
    verify.set_defaults(act=_audit_verify)
    export = audit.add_parser("export", help="把日志导出为 JSON，每行一条")
    export.add_argument("file", type=Path, help="写到这个文件；已有的文件不覆盖")
    export.set_defaults(act=_audit_export)


def _fail(text: str) -> int:
    print(f"gongkai-web: {text}", file=sys.stderr)  # noqa: T201
    return 2


def _run(options: argparse.Namespace) -> int:
    from gongkai_web.serving import PortError, claim_port, prepare, serve

    try:
        # Before anything else: nobody should wait for a start that cannot succeed.
        listener = claim_port(HOST, options.port)
    except PortError as error:
        return _fail(str(error))
    serve(listener, prepare())
    return 0


def _work(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from gongkai_web.reports.queue.worker import work

    work(options.parent)
    return 0


def _load_demo(_: argparse.Namespace) -> int:
    import django

    django.setup()
    from gongkai_web.reports.demo import load_demo

    print(f"例子：{load_demo()} 份")  # noqa: T201
    return 0


def _demo_passwords(_: argparse.Namespace) -> int:
    import django

    django.setup()
    from gongkai_web.organs.demo import renew_passwords

    renewed = renew_passwords()
    for person, password in renewed:
        print(f"{person.account:<14} {password}")  # noqa: T201
    return 0 if renewed else _fail("没有演示账号")


def _audit_verify(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from gongkai_web.audit.command import verify

    return verify(options.anchor)


def _audit_export(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from gongkai_web.audit.command import export

    return export(options.file)


def _check(_: argparse.Namespace) -> int:
    import django

    # A setting that cannot be used is said alone, in its one line.
    django.setup()
    from gongkai_web.config.deployment import shortcomings

    found = list(shortcomings())
    if not found:
        print("可以部署，没有发现问题。")  # noqa: T201
        return 0
    lines = [f"还不能给别人用，有 {len(found)} 项：", *(f"{i}. {text}。" for i, text in enumerate(found, 1))]
    print("\n".join([*lines, "每一项怎么填，见 docs/how-to/settings.md"]), file=sys.stderr)  # noqa: T201
    return 1


def _manage(arguments: Sequence[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["gongkai-web manage", *arguments])
    return 0


if __name__ == "__main__":
    sys.exit(main())
