"""Where the keys of personal data lie: beside the data on one machine, in a file of their own in production."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

FILE_NAME = "vault-keys.json"
_NAME = "GONGKAI_VAULT_KEYS"


def vault_keys(given: str, data_dir: Path, *, production: bool) -> Path:
    """The key file. Production names one that is there, outside the data folder, and readable by its owner alone."""
    path = Path(given).absolute() if given else data_dir / FILE_NAME
    if production:
        _refuse_lazy(given, path, data_dir)
    return path


def _refuse_lazy(given: str, path: Path, data_dir: Path) -> None:
    if not given:
        raise ImproperlyConfigured(
            f"正式部署必须用 {_NAME} 写明个人信息的密钥文件，放在数据库和备份之外；没有的，用 gongkai-web keys new 文件 生成"
        )
    if path.is_relative_to(data_dir):
        raise ImproperlyConfigured(
            f"{_NAME} 的密钥文件不能放在数据文件夹里：和数据一起备份，加密就没有用了。请换个位置"
        )
    if not path.is_file():
        raise ImproperlyConfigured(
            f"{_NAME} 的密钥文件 {path} 不存在。原来有的，请从保管处取回（新生成的读不出已有的信息）；"
            "第一次部署的，用 gongkai-web keys new 文件 生成"
        )
    if path.stat().st_mode & 0o077:
        raise ImproperlyConfigured(f"{_NAME} 的密钥文件别的账号也能读，请运行 chmod 600 {path}")
