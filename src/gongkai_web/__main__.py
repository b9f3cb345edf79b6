"""The command gongkai-web: run it on one machine, read what waits, manage it, load the examples, check a deployment."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

HOST = "127.0.0.1"
CIPHERS = ("aes-256-gcm", "sm4-gcm")


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
    run.add_argument("--small", action="store_true", help="第一次启动时只装入五个乡镇，不装入全县两年的记录")
    run.add_argument("--prepared", type=int, nargs=2, help=argparse.SUPPRESS)
    run.set_defaults(act=_run)
    work = commands.add_parser("work", help="读取排队的文件，更新检索的索引；run 会自己启动它，正式部署时另起一个")
    work.add_argument("--parent", type=int, help=argparse.SUPPRESS)
    work.set_defaults(act=_work)
    commands.add_parser("load-demo", help="装入五份例子").set_defaults(act=_load_demo)
    renewed = commands.add_parser("demo-passwords", help="给演示账号换新的随机密码并显示一次")
    renewed.add_argument(
        "organ", nargs="?", default="", help="只换这个机关的，例如 DEMO-6；不写就换县政府和前五个乡镇的"
    )
    renewed.set_defaults(act=_demo_passwords)
    _add_demo(commands)
    _add_organs(commands)
    _add_audit(commands)
    _add_keys(commands)
    search = commands.add_parser("search", help="检索用的索引").add_subparsers(required=True, metavar="COMMAND")
    search.add_parser("rebuild", help="重建索引；重建时原来的照常使用").set_defaults(act=_search_rebuild)
    _add_export(commands)
    facts = commands.add_parser("facts", help="一个机关一年的年报台账数据（gongkai.facts/1），交给 gongkai build")
    facts.add_argument("organ", help="机关代码")
    facts.add_argument("year", type=int, help="统计年度")
    facts.add_argument("-o", "--output", type=Path, help="写到这个文件；不写就显示出来")
    facts.set_defaults(act=_facts)
    commands.add_parser("check", help="检查正式部署的设置").set_defaults(act=_check)
    commands.add_parser("manage", help="Django 的管理命令，例如 gongkai-web manage migrate")
    return parser


def _add_demo(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    demo = commands.add_parser("demo", help="演示的县").add_subparsers(required=True, metavar="COMMAND")
    demo.add_parser("accounts", help="列出全部演示账号，不含密码").set_defaults(act=_demo_accounts)
    clear = demo.add_parser("clear", help="删掉演示数据，下次启动重新做一份；有不是演示的账号时不删")
    clear.add_argument("--fresh", action="store_true", help="不再询问")
    clear.set_defaults(act=_demo_clear)


def _add_organs(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    begin = commands.add_parser("begin", help="正式使用的第一步：设立第一个机构，开立三员的账号")
    begin.add_argument("--name", required=True, help="机构全称，例如 清源县人民政府")
    begin.add_argument("--code", required=True, help="代码，出现在网址里，例如 QINGYUAN")
    begin.add_argument("--level", choices=("province", "city", "county", "township"), default="county", help="层级")
    for name, what in (("system", "系统管理员"), ("security", "安全管理员"), ("auditor", "审计员")):
        begin.add_argument(f"--{name}", required=True, metavar="账号:姓名", help=what)
    begin.set_defaults(act=_begin)
    renewed = commands.add_parser("new-password", help="给一个账号换新的首次密码并显示一次；平时由安全管理员在页面上办")
    renewed.add_argument("account", help="账号")
    renewed.set_defaults(act=_new_password)


def _add_audit(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    audit = commands.add_parser("audit", help="校验、导出审计日志").add_subparsers(required=True, metavar="COMMAND")
    verify = audit.add_parser("verify", help="逐条校验日志有没有被改动、删除")
    verify.add_argument("--anchor", default="", help="上次留存的校验值（条数:SM3），能查出末尾被删")
    verify.set_defaults(act=_audit_verify)
    export = audit.add_parser("export", help="把日志导出为 JSON，每行一条")
    export.add_argument("file", type=Path, help="写到这个文件；已有的文件不覆盖")
    export.set_defaults(act=_audit_export)


def _add_keys(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    keys = commands.add_parser("keys", help="个人信息的密钥").add_subparsers(required=True, metavar="COMMAND")
    new = keys.add_parser("new", help="生成密钥文件，正式部署前做一次")
    new.add_argument("file", type=Path, help="写到这个文件；已有的文件不覆盖")
    new.set_defaults(act=_keys_new)
    keys.add_parser("check", help="密钥和已经加密的信息对不对得上").set_defaults(act=_keys_check)
    rotate = keys.add_parser("rotate", help="换新密钥，全部重新加密；中断了再运行一次会接着做")
    for one in (new, rotate):
        one.add_argument("--cipher", choices=CIPHERS, default=CIPHERS[0], help="算法，默认 AES-256；sm4-gcm 是国密")
    rotate.set_defaults(act=_keys_rotate)


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    export = commands.add_parser("export-site", help="把一个机关的信息公开栏目导出为静态网页，交给县网站托管")
    export.add_argument("organ", help="机关代码")
    export.add_argument("folder", type=Path, help="导出到这个文件夹；应当是空的，或者以前导出过")
    export.add_argument("--theme", help="县网站的页头页脚：放 head.html、foot.html、theme.css 的文件夹")
    export.add_argument("--address", help="县网站上这个栏目的网址，写进订阅源和网页的标签")
    export.add_argument("--all", action="store_true", dest="everything", help="全部重新生成，没有变化的仍不改写")
    export.add_argument("--asked", action="store_true", help=argparse.SUPPRESS)
    export.set_defaults(act=_export_site)
    verify = commands.add_parser("verify-export", help="核对导出的文件夹：逐个文件的 SM3、删除清单的签名")
    verify.add_argument("folder", type=Path)
    verify.set_defaults(act=_verify_export)


def _fail(text: str) -> int:
    print(f"gongkai-web: {text}", file=sys.stderr)  # noqa: T201
    return 2


def _run(options: argparse.Namespace) -> int:
    from gongkai_web.serving import PortError, claim_port, handed_over, prepare, serve, serve_afresh

    if options.prepared:
        serve(*handed_over(*options.prepared))
        return 0
    try:
        # Before anything else: nobody should wait for a start that cannot succeed.
        listener = claim_port(HOST, options.port)
    except PortError as error:
        return _fail(str(error))
    serve_afresh(listener, prepare(whole=not options.small))
    return 0


def _work(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from gongkai_web.reports.queue.worker import work
    from gongkai_web.search.worker import start

    start()
    work(options.parent)
    return 0


def _load_demo(_: argparse.Namespace) -> int:
    import django

    django.setup()
    from gongkai_web.reports.demo import load_demo

    print(f"例子：{load_demo()} 份")  # noqa: T201
    return 0


def _demo_passwords(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from gongkai_web.organs.demo import listed, renew_passwords

    renewed = renew_passwords(options.organ)
    print("\n".join(listed(renewed)))  # noqa: T201
    return 0 if renewed else _fail("没有演示账号")


def _demo_accounts(_: argparse.Namespace) -> int:
    import django

    django.setup()
    from gongkai_web.demo.command import accounts

    return accounts()


def _demo_clear(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from gongkai_web.demo.command import clear

    return clear(asked=options.fresh)


def _begin(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from gongkai_web.organs.command import ADMINS, begin

    admins = dict(zip(ADMINS, (options.system, options.security, options.auditor), strict=True))
    return begin(options.name, options.code, options.level, admins)


def _new_password(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from gongkai_web.organs.command import new_password

    return new_password(options.account)


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


def _keys_new(options: argparse.Namespace) -> int:
    """Without the settings, which refuse to load before the file is there."""
    from gongkai.errors import system_reason
    from gongkai_web.vault.keyring import made, write_new

    if options.file.exists():
        return _fail(f"{options.file} 已经有了，不覆盖：里面的密钥丢了，加密的信息就读不出来")
    try:
        write_new(options.file.absolute(), made(options.cipher))
    except OSError as error:
        return _fail(f"写不了 {options.file}：{system_reason(error)}")
    print(f"已生成 {options.file}，只有当前账号能读。请用 GONGKAI_VAULT_KEYS 写明它的位置，另行保管一份。")  # noqa: T201
    return 0


def _keys_check(_: argparse.Namespace) -> int:
    import django

    django.setup()
    from gongkai_web.vault.command import check

    return check()


def _keys_rotate(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from gongkai_web.vault.command import rotate

    return rotate(options.cipher)


def _search_rebuild(_: argparse.Namespace) -> int:
    import django

    django.setup()
    from gongkai_web.search.command import rebuild

    return rebuild()


def _export_site(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from gongkai_web.export.command import export_site

    return export_site(options.organ, options.folder, options.theme, options.address, options.everything, options.asked)


def _verify_export(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from gongkai_web.export.command import verify_export

    return verify_export(options.folder)


def _facts(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.utils import timezone

    from gongkai_web.annual.command import facts

    return facts(options.organ, options.year, options.output, timezone.localtime())


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
