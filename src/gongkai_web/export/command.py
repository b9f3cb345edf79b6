"""gongkai-web export-site ORGAN FOLDER, and verify-export FOLDER for whoever hosts it."""

from __future__ import annotations

import sys
from pathlib import Path

from gongkai.errors import GongkaiError, system_reason


def export_site(organ: str, folder: Path, theme: str | None, address: str | None, everything: bool, asked: bool) -> int:
    """`asked`: what somebody asked for on the page, in whose name it is done."""
    from gongkai_web.export.running import export, seconds
    from gongkai_web.export.services import site_in
    from gongkai_web.organs.models import Organ

    found = Organ.objects.filter(code=organ).first()
    if found is None:
        return _fail(f"没有代码为“{organ}”的机关")
    try:
        site = site_in(found, folder, theme, address)
        by, everything = (site.wanted_by, everything or site.wanted_all) if asked else (None, everything)
        if asked:
            site.wanted_at, site.wanted_by, site.wanted_all = None, None, False
            site.save(update_fields=["wanted_at", "wanted_by", "wanted_all"])
        run = export(site, by=by, everything=everything)
    except GongkaiError as error:
        return _fail(str(error))
    print(  # noqa: T201
        f"{found.name}：{run.items} 条信息，{run.files} 个文件，"
        f"写入 {run.written} 个，删除 {run.removed} 个，用时 {seconds(run):.1f} 秒"
    )
    for problem in run.problems:
        print(f"  {problem}", file=sys.stderr)  # noqa: T201
    return 1 if run.problems else 0


def verify_export(folder: Path) -> int:
    """Whether a folder, perhaps at the host, is what was exported: every file by its SM3, the deletions by their signature."""
    from gongkai_web.export.addresses import MANIFEST
    from gongkai_web.export.verifying import faults

    try:
        found = list(faults(folder))
    except OSError as error:
        return _fail(f"{folder} 不是导出的文件夹：清单打不开，{system_reason(error)}")
    except (ValueError, KeyError, TypeError):
        return _fail(f"{folder} 不是导出的文件夹：清单 {MANIFEST} 看不懂")
    for fault in found:
        print(f"  {fault}", file=sys.stderr)  # noqa: T201
    print("与清单一致，签名有效" if not found else f"有 {len(found)} 处不一致")  # noqa: T201
    return 1 if found else 0


def _fail(text: str) -> int:
    print(f"gongkai-web: {text}", file=sys.stderr)  # noqa: T201
    return 2
