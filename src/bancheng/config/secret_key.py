"""签名密钥: signs sessions and forms; made at the first start and kept in the data folder.

A key in the repository would be the same for every centre; a key made anew at each start would
sign everybody out and differ between worker processes.
"""

import os
import secrets
import tempfile
from pathlib import Path

from bancheng.config.environment import SettingError

FILE_NAME = "secret-key"
_LENGTH_BYTES = 48


def read_or_make(data_folder: Path) -> str:
    """The key of this data folder, made with mode 0600 if there is none.

    Safe when several workers start at once: the first to link its file wins, all read that one.
    Raises SettingError when the folder cannot be written or the file holds no usable key.
    """
    path = data_folder / FILE_NAME
    try:
        if not path.exists():
            _make(path)
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(
            f"无法读写数据目录里的签名密钥 {path}（{error}）。"
            "请让运行本程序的账户能够读写该目录，或用环境变量 BANCHENG_DATA 另指一个目录。"
        ) from error
    if len(key) < _LENGTH_BYTES:
        raise SettingError(
            f"签名密钥文件 {path} 已损坏：内容太短。请从备份恢复该文件；"
            "若没有备份，可删除它后重新启动，所有人需要重新登录。"
        )
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # mkstemp opens with mode 0600, and link() refuses to replace what another worker just made
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".secret-key-")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(_LENGTH_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(temporary, path)
        except FileExistsError:
            return
    finally:
        os.unlink(temporary)
