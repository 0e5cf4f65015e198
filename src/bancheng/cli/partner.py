"""bancheng partner: the other side of a channel, spoken by a program, to try and to show with."""

from __future__ import annotations

import json as jsons
import os
import secrets
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bancheng.cli import chinese
from bancheng.cli.ending import misused, speaking
from bancheng.core.calendar import CHINA

if TYPE_CHECKING:
    from bancheng.cli.stand_ins.photos import Photos
    from bancheng.wire.client import Client

app = chinese.app(help="渠道对方的替身：不用接真的热线，也能试、能演示。只监听本机。")
SECRET = "BANCHENG_PARTNER_SECRET"  # noqa: S105 - the name of a variable
FAULTS = {"reset": "断开", "late_reset": "收下再断开", "busy": "503", "broken": "500", "slow": "慢"}
PHOTO_FAULTS = ("missing", "too_large", "wrong_type", "changed", "redirect", "slow", "reset")
Lists = Callable[[str], list[dict[str, str]]]
Message = Mapping[str, object]


class Side(StrEnum):
    """Who is played."""

    hotline = "hotline"
    zone = "zone"


class Algorithm(StrEnum):
    """With what both sides sign."""

    sha256 = "hmac-sha256"
    sm3 = "hmac-sm3"


BEGINS = {Side.hotline: "plain", Side.zone: "zone"}
"""With which default the mapping of each begins."""


@app.callback()
def _group() -> None:
    """渠道对方的替身。"""


@app.command("12345", cls=chinese.Command)
def hotline(
    centre: Annotated[str, typer.Option(metavar="网址", help="中心的网址")] = "",
    channel: Annotated[int, typer.Option(metavar="编号", help="渠道页网址里的编号")] = 0,
    key: Annotated[str, typer.Option(metavar="编号", help="中心发的接口密钥的编号")] = "",
    orders: Annotated[
        Path | None, typer.Option(metavar="文件", help="派单，一行一条 JSON；不写就编几件")
    ] = None,
    invent: Annotated[int, typer.Option(metavar="件数", help="编几件派过去", min=0)] = 3,
    port: Annotated[int, typer.Option(metavar="端口", help="在本机哪个端口听答复")] = 8345,
    keep: Annotated[
        Path | None, typer.Option(metavar="文件", help="密钥记在这里，下次还用这一把")
    ] = None,
    faults: Annotated[
        str, typer.Option(metavar="毛病", help="依次出的毛病，用逗号分开：" + "、".join(FAULTS))
    ] = "",
    photos: Annotated[
        int, typer.Option(metavar="张数", help="编的每件带几张照片，等中心来取", min=0, max=20)
    ] = 0,
    photo_faults: Annotated[
        str,
        typer.Option(metavar="毛病", help="取照片时依次出的毛病：" + "、".join(PHOTO_FAULTS)),
    ] = "",
    seconds: Annotated[int, typer.Option(metavar="秒", help="听多久；0：一直听", min=0)] = 0,
    kind: Annotated[
        Side, typer.Option("--as", metavar="谁", help="hotline 热线，zone 经营主体诉求专区")
    ] = Side.hotline,
    algorithm: Annotated[
        Algorithm,
        typer.Option(metavar="算法", help="签名：hmac-sha256 或 hmac-sm3"),
    ] = Algorithm.sha256,
    life: Annotated[
        bool, typer.Option("--life", help="编的每件再补充、催办，最后一件撤单")
    ] = False,
) -> None:
    """扮一条 12345 热线或者诉求专区：给中心派单，收中心的答复，验签，同一条只认一次。

    编的派单，期限轮着写：到几点，到哪天，不写。

    中心那边：“可以连的地址”里加上本机和端口，启动时设 BANCHENG_CALLS_TO_THIS_MACHINE=1；
    渠道里填这里印出的地址、密钥编号和密钥。
    派单用的密钥放在环境变量 BANCHENG_PARTNER_SECRET 里，不写在命令行上。

    例：bancheng partner 12345 --port 8345

    例：bancheng partner 12345 --centre http://127.0.0.1:8000 --channel 1 --key 0123456789abcdef

    例：bancheng partner 12345 --as zone --life --algorithm hmac-sm3
    """
    from bancheng.channels.hotline.mapping import mapping_of
    from bancheng.cli.stand_ins.hotline import Hotline
    from bancheng.cli.stand_ins.photos import Photos
    from bancheng.cli.stand_ins.stand import Stand

    with speaking():
        wanted = _read(orders) if orders else None
        sequence = _faults(faults, FAULTS)
        kept = Photos(faults=_faults(photo_faults, PHOTO_FAULTS))
        begins = BEGINS[kind]
        named = mapping_of("", begins).takes.order
        told = partial(_told, named)
        side = Hotline(*_key(keep), algorithm.value, told=told, photos=kept, order=named)
        with Stand(side.answer, port, sequence) as stand:
            print(
                f"在听 {stand.url} 。渠道里填：密钥编号 {side.key}，密钥 {side.secret}", flush=True
            )
            if centre:
                lists = partial(kept.invented, count=photos, at=stand.url) if photos else None
                pushed = _invented(invent, lists, begins, life) if wanted is None else wanted
                client = _client(centre, channel, key, algorithm.value)
                _push(client, channel, pushed, kept, named)
            _listen(seconds)
        print(f"收到 {len(side.got)} 条答复，重复 {side.repeats} 条，不对的 {side.wrong} 条。")


def _key(keep: Path | None) -> tuple[str, str]:
    """The key and secret that the centre is to sign with, the same as last time where kept."""
    if keep is not None and keep.exists():
        name, _, secret = keep.read_text("utf-8").strip().partition(" ")
        if name and secret:
            return name, secret
        misused(f"{keep} 里不是密钥：要写“编号 密钥”。")
    name, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
    if keep is not None:
        keep.touch(0o600)
        keep.write_text(f"{name} {secret}\n", "utf-8")
    return name, secret


def _client(centre: str, channel: int, key: str, algorithm: str) -> Client:
    from bancheng.wire.client import Client

    secret = os.environ.get(SECRET, "")
    if not (channel and key and secret):
        misused(f"要派单，请写 --channel、--key，并设环境变量 {SECRET}。")
    return Client(centre, key, secret, algorithm)


def _push(
    client: Client, channel: int, orders: Iterable[Message], photos: Photos, named: str
) -> None:
    from bancheng.cli.stand_ins.pushing import Pushing

    taken = partial(_taken, named)
    pushing = Pushing(client, channel, patience=60, told=taken, anew=photos.signed_anew)
    pushing.push(orders)
    for mark, why in pushing.refused.items():
        print(f"没有收 {mark}：{why}", flush=True)


def _invented(count: int, lists: Lists | None, begins: str, life: bool) -> Iterable[Message]:
    from bancheng.cli.stand_ins import orders

    found: Iterable[Message] = orders.invented(count, time.strftime("T%H%M%S"), lists=lists)
    found = orders.with_dues(found, datetime.now(CHINA).date())
    return (orders.in_words_of(one, begins) for one in (orders.lived(found) if life else found))


def _faults(said: str, known: Collection[str]) -> deque[str]:
    found = deque(part.strip() for part in said.split(",") if part.strip())
    if unknown := [fault for fault in found if fault not in known]:
        misused(f"没有“{unknown[0]}”这种毛病，可以写：{'、'.join(known)}。")
    return found


def _listen(seconds: int) -> None:
    ends = time.monotonic() + seconds
    while not seconds or time.monotonic() < ends:
        time.sleep(0.2)


def _taken(named: str, message: Message, answer: Mapping[str, Any]) -> None:
    print(f"派单 {message.get(named)}：{answer.get('text', '')} {answer.get('case_no', '')}")


def _told(named: str, message: Message) -> None:
    said = f"{message.get(named)} {message.get('message')}：{message.get('text', '')}"
    print(f"答复 {said}", flush=True)


def _read(file: Path) -> list[dict[str, Any]]:
    try:
        found = [jsons.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as wrong:
        misused(f"{file} 读不出来：要一行一条 JSON（{wrong}）。")
    if not all(isinstance(each, dict) and each.get("id") for each in found):
        misused(f"{file} 里有一行不是消息：每行要有 id。")
    return found
