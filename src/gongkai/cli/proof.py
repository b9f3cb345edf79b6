"""gongkai proof: what must be seen before a text is published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gongkai.cli.options import (
    AskedFormat,
    LimitMegabytes,
    LimitSeconds,
    Lower,
    Off,
    Output,
    adjustments,
    chosen_files,
    complain,
    limits,
    progress,
)
from gongkai.errors import GongkaiError, system_reason

if TYPE_CHECKING:
    from gongkai.cli.proofs import Proofed
    from gongkai.proofing import Metadata, Settings
    from gongkai.reading import Limits

_LISTS = ("own_numbers", "organ_codes", "organ_names", "required")


class _Never:
    """What no value is: the kind of a setting that does not exist."""


def proof(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="拟公开的文件；给出文件夹时检查其中所有文件。")],
    title: Annotated[str | None, typer.Option(help="名称（标题）。")] = None,
    organ: Annotated[str | None, typer.Option(help="发布机构。")] = None,
    index_number: Annotated[str | None, typer.Option(help="索引号。")] = None,
    document_number: Annotated[str | None, typer.Option(help="发文字号。")] = None,
    subject: Annotated[str | None, typer.Option(help="主题分类。")] = None,
    disclosure: Annotated[str | None, typer.Option(help="公开属性：主动公开、依申请公开或不予公开。")] = None,
    formed_on: Annotated[str | None, typer.Option(metavar="2026-01-20", help="成文日期。")] = None,
    published_on: Annotated[str | None, typer.Option(metavar="2026-01-20", help="发布日期。")] = None,
    complete: Annotated[bool, typer.Option("--complete", help="没有给出的元数据算作漏填。")] = False,
    settings: Annotated[
        Path | None, typer.Option(help="本机关的设置（JSON）：自己的号码、机关代字、错误写法等。")
    ] = None,
    output_format: AskedFormat = None,
    output: Output = None,
    off: Off = None,
    lower: Lower = None,
    limit_seconds: LimitSeconds = None,
    limit_mb: LimitMegabytes = None,
) -> None:
    """公开前检查文件：个人信息、密级标志、文号和日期、链接、隐藏内容。退出状态：0 无错误，1 有错误，2 有文件无法读取。"""
    from gongkai.cli.delivery import format_of, writer
    from gongkai.cli.proofs import ProofForms, exit_status
    from gongkai.proofing import LIMITS, Metadata

    about = Metadata(
        *(title, organ, index_number, document_number, subject, disclosure),
        *(_day(formed_on, "--formed-on"), _day(published_on, "--published-on")),
    )
    chosen = _settings(settings, off or [], lower or [], complete=complete)
    bounds = limits(limit_seconds, limit_mb, LIMITS)
    paths = chosen_files(files, "可检查的")
    done = []
    with writer(format_of(output_format, output), output, ProofForms(chosen)) as write:
        for proofed in progress(_proofed(paths, about, chosen, bounds), len(paths), "检查"):
            if proofed.error:
                complain(proofed.error)
            write(proofed)
            done.append(proofed)
    raise typer.Exit(exit_status(done))


def _proofed(paths: list[Path], about: Metadata, settings: Settings, bounds: Limits) -> Iterator[Proofed]:
    from gongkai.cli.proofs import proof_file

    for path in paths:
        yield proof_file(path, about, settings, bounds)


def _day(text: str | None, option: str) -> Any:
    from gongkai.cli.console import day_option

    return day_option(text, option) if text is not None else None


def _settings(file: Path | None, off: list[str], lower: list[str], *, complete: bool) -> Settings:
    from gongkai.proofing import DEFAULT_REQUIRED, Settings

    given = _from_file(file) if file else {}
    switched, lowered = adjustments(off, lower, "PF-LANDLINE")
    required = given.pop("required", DEFAULT_REQUIRED) if complete else ()
    given.pop("required", None)
    return Settings(off={**given.pop("off", {}), **switched}, severity=lowered, required=tuple(required), **given)


def _from_file(file: Path) -> dict[str, Any]:
    """Raises GongkaiError for a file that is not there or not what is meant."""
    try:
        given = json.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise GongkaiError(f"打不开设置文件：{system_reason(error)}", where=str(file), code="SETTINGS") from error
    except ValueError as error:
        raise _wrong(file, "不是 JSON") from error
    kinds: dict[str, type] = {"off": dict, "wrong_words": dict, **dict.fromkeys(_LISTS, list)}
    for key, value in given.items() if isinstance(given, dict) else [("", None)]:
        if not isinstance(value, kinds.get(key, _Never)) or not _only_texts(value):
            raise _wrong(file, f"“{key}”写得不对" if key else "最外层应是 { }")
    return {key: _shaped(key, value) for key, value in given.items()}


def _only_texts(value: Any) -> bool:
    return all(isinstance(one, str) for one in (value.values() if isinstance(value, dict) else value))


def _shaped(key: str, value: Any) -> Any:
    return frozenset(value) if key == "own_numbers" else tuple(value) if isinstance(value, list) else value


def _wrong(file: Path, what: str) -> GongkaiError:
    remedy = "可用的项目：own_numbers、organ_codes、organ_names、wrong_words、required、off"
    return GongkaiError(f"设置文件{what}", remedy, str(file), "SETTINGS")
