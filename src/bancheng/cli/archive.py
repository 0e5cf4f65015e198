"""bancheng archive: a case's package made, and one checked on any machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

from bancheng.cli import chinese
from bancheng.cli.ending import Code, Ended, misused, speaking, warn
from bancheng.cli.showing import JSON_HELP, as_json

app = chinese.app(help="归档包：制作，和不用数据库的四性检测。")
KEY_BYTES = 32


@app.command("make", cls=chinese.Command)
def make(
    case_no: Annotated[str, typer.Argument(metavar="编号", help="已归档的工单")],
    user: Annotated[str, typer.Option(metavar="登录名", help="由哪位做（须能办理归档）")],
    folder: Annotated[
        Path | None, typer.Option("--to", metavar="目录", help="同时取出一份，存到这里")
    ] = None,
    reason: Annotated[str, typer.Option(metavar="理由", help="取出时要写，例如“移交档案馆”")] = "",
    json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """给已归档的工单做归档包：文书、附件、日志摘录、元数据、清单和签名。里面有姓名、电话，会记下谁做的。

    例：bancheng archive make MQ2026-0042 --user 登录名

    例：bancheng archive make MQ2026-0042 --user 登录名 --to /mnt/archive --reason 移交档案馆
    """
    with speaking():
        from bancheng.cli.office import now, open_office, user_named

        if folder is not None and not folder.is_dir():
            misused(f"没有 {folder} 这个目录。")
        open_office()
        from bancheng.archive.making import make_package
        from bancheng.archive.taking_out import file_name, take_out

        keeper, at = user_named(user), now()
        made = make_package(keeper, case_no, f"make-{uuid4()}", at)
        file = None
        if folder is not None:
            _, content = take_out(keeper, made.pk, reason, f"take-{uuid4()}", at)
            file = folder / file_name(made)
            file.write_bytes(content)
        if json:
            as_json({"number": made.number, "made": made.made, "bytes": made.size, "file": file})
            return
        print(
            f"归档包 {made.number}（第 {made.made} 次）已做好：{made.papers} 份文书、"
            f"{made.attachments} 个附件，检测通过，加密存在数据目录里。"
        )
        if file is not None:
            print(f"取出一份：{file}。里面有姓名、电话，请妥善保管。")


@app.command("check", cls=chinese.Command)
def check(
    package: Annotated[Path, typer.Argument(metavar="归档包", help="归档包文件（ZIP）")],
    key: Annotated[
        list[str] | None,
        typer.Option(metavar="公钥", help="立档单位的公钥：文件，或 64 个十六进制字符"),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """四性检测：真实性、完整性、可用性、安全性。不用数据库；只看归档包和公钥，指出是哪个文件、错在哪里。

    例：bancheng archive check 归档包-2026-D10-0001-MQ2026-0042.zip --key 公钥.pub
    """
    with speaking():
        from bancheng.archive.checking.checking import check_file
        from bancheng.archive.checking.fault import Quality

        keys = _keys(key or [])
        found = check_file(package, keys)
        if json:
            listed = [{"quality": f.quality, "code": f.code, "file": f.file} for f in found.faults]
            as_json({"ok": found.ok, "vouched": found.vouched, "key": found.key, "faults": listed})
        else:
            if found.head is not None:
                head = found.head
                print(f"归档包 {head.number}（第 {head.made} 次），工单 {head.case}。")
            for quality in Quality:
                wrong = len(found.of(quality))
                # what a fault kept from being looked at is not called good
                good = "没有发现问题" if found.ok else "没有查完" if not wrong else ""
                print(f"{quality}：{good or f'{wrong} 处有问题'}")
        if keys is None and found.key:
            warn(
                f"没有给公钥，只能说明包里前后相符。签名的公钥编号是 {found.key}，"
                "请与立档单位公布的核对，或用 --key 给出公钥再检测。"
            )
        if not found.ok:
            raise Ended(Code.REFUSED, "\n".join(fault.sentence for fault in found.faults))
        if not json:
            told = f"{found.papers} 份文书、{found.attachments} 个附件、{found.entries} 步日志"
            print(f"全部相符：{told}。")


def _keys(given: list[str]) -> dict[str, bytes] | None:
    """The keys that were given, else those this machine published; None where there is neither."""
    from bancheng.journal.signature import key_id
    from bancheng.library.places import data_dir

    found = [_key(one) for one in given]
    if not given:
        for file in sorted((data_dir() / "keys").glob("checkpoint-*.pub")):
            found.append(_key(str(file)))
    return {key_id(one): one for one in found} or None


def _key(given: str) -> bytes:
    path = Path(given)
    try:
        text = path.read_text("ascii").strip() if path.is_file() else given.strip()
        key = bytes.fromhex(text)
    except (ValueError, UnicodeDecodeError):
        key = b""
    if len(key) != KEY_BYTES:
        misused(f"“{given}”不是公钥：应是公钥文件，或者 64 个十六进制字符。")
    return key
