"""bancheng partner sms, robot, ratings, mail: the other sides of the smaller channels."""

from __future__ import annotations

import secrets
import time
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import typer

from bancheng.cli.ending import misused, speaking
from bancheng.cli.stand_ins.stand import FAULTS, Answer, Heard, Stand

Port = Annotated[int, typer.Option(metavar="端口", help="在本机哪个端口听")]
Faults = Annotated[
    str, typer.Option(metavar="毛病", help=f"依次出的毛病，用逗号分开：{'、'.join(FAULTS)}")
]
Seconds = Annotated[int, typer.Option(metavar="秒", help="听多久；0：一直听", min=0)]


def sms(
    port: Port = 8346,
    unreachable: Annotated[
        str, typer.Option(metavar="手机号", help="关机的手机，用逗号分开：发给它们的报“没有送到”")
    ] = "",
    faults: Faults = "",
    seconds: Seconds = 0,
) -> None:
    """扮一个短信网关：收短信，报送没送到，同一条只认一次。

    渠道里填：地址 http://127.0.0.1:端口/send ，取送达报告的地址 http://127.0.0.1:端口/reports ，
    别的照原样。“可以连的地址”里加上本机和端口，启动时设 BANCHENG_CALLS_TO_THIS_MACHINE=1。

    例：bancheng partner sms --unreachable 13900005512
    """
    from bancheng.cli.stand_ins.sms import Gateway

    gateway = Gateway(unreachable={one for one in unreachable.split(",") if one})

    def told(heard: Heard) -> str:
        return f"短信 {heard.told.get('mobile')}：{heard.told.get('content')}"

    with speaking():
        _stand(gateway.answer, port, faults, seconds, told, path="/send")
        print(f"收到 {len(gateway.sent)} 条短信。")


def robot(
    port: Port = 8347,
    signed: Annotated[bool, typer.Option("--signed", help="要求加签（钉钉）")] = False,
    faults: Faults = "",
    seconds: Seconds = 0,
) -> None:
    """扮一个群机器人（企业微信、钉钉）：把收到的话印出来。

    渠道里填：机器人的网址 http://127.0.0.1:端口/send?key=try 。

    例：bancheng partner robot --signed
    """
    from bancheng.cli.stand_ins.robots import Group

    group = Group(secret=f"SEC{secrets.token_hex(16)}" if signed else "")
    if signed:
        print(f"加签的密钥：{group.secret}", flush=True)

    def told(heard: Heard) -> str:
        text = heard.told.get("text")
        return f"群里：{text.get('content') if isinstance(text, dict) else ''}"

    with speaking():
        _stand(group.answer, port, faults, seconds, told, path="/send")
        print(f"群里说了 {len(group.said)} 句。")


def ratings(
    port: Port = 8348,
    bad: Annotated[int, typer.Option(metavar="条数", help="编几条差评等中心来取", min=0)] = 1,
    faults: Faults = "",
    seconds: Seconds = 0,
) -> None:
    """扮一个“好差评”平台：收办件和评价，给中心取评价。

    渠道里填：送办件的地址 http://127.0.0.1:端口/service ，送评价的地址 …/rating ，
    取评价的地址 …/evaluations?since={since}&page={page}&size={size} 。

    例：bancheng partner ratings --bad 3
    """
    from bancheng.cli.stand_ins.ratings import Platform
    from bancheng.core.calendar import CHINA

    platform = Platform()
    for n in range(bad):
        # as a centre asks, wherever this runs
        at = datetime.now(CHINA).strftime("%Y-%m-%d %H:%M:%S")
        platform.rated(f"BJ-{n + 1}", 1 + n % 2, at, "跑了三趟没有办成", taskName="不动产登记")

    def told(heard: Heard) -> str:
        return f"{heard.method} {heard.path} {heard.body.decode(errors='replace')}"

    with speaking():
        _stand(platform.answer, port, faults, seconds, told)
        print(f"收到办件 {len(platform.services)} 件，评价 {len(platform.ratings)} 条。")


def mail(
    port: Port = 8349,
    unknown: Annotated[
        str, typer.Option(metavar="邮箱", help="没有的邮箱，用逗号分开：发给它们的不收")
    ] = "",
    seconds: Seconds = 0,
) -> None:
    """扮一个邮件服务器：把收到的信印出来，不往外发。

    渠道里填：服务器 127.0.0.1 ，端口照这里的，加密选不加密，不填账号。
    “可以连的地址”里加上本机和端口，勾在内网和不加密；
    启动时设 BANCHENG_CALLS_TO_THIS_MACHINE=1。

    例：bancheng partner mail --unknown nobody@example.gov.cn
    """
    from email import message_from_bytes, policy

    from bancheng.cli.stand_ins.post_office import PostOffice

    def told(letter: bytes) -> None:
        found = message_from_bytes(letter, policy=policy.default)
        body = found.get_body(("plain",))
        text = body.get_content().strip() if body is not None else ""
        print(f"给 {found['To']}：{found['Subject']}\n{text}", flush=True)

    with speaking():
        missing = frozenset(one.strip() for one in unknown.split(",") if one.strip())
        with PostOffice(port=port, unknown=missing, told=told) as office:
            print(f"在听 127.0.0.1:{office.port} 。", flush=True)
            _wait(seconds)
        print(f"收到 {len(office.letters)} 封信。")


def _stand(
    answer: Answer,
    port: int,
    faults: str,
    seconds: int,
    told: Callable[[Heard], str],
    path: str = "",
) -> None:
    """Listen, and print what came."""
    sequence = deque(part.strip() for part in faults.split(",") if part.strip())
    if unknown := [fault for fault in sequence if fault not in FAULTS]:
        misused(f"没有“{unknown[0]}”这种毛病，可以写：{'、'.join(FAULTS)}。")

    def answered(heard: Heard) -> tuple[int, object]:
        if not path or heard.path == path:
            print(told(heard), flush=True)
        return answer(heard)

    with Stand(answered, port, sequence) as stand:
        print(f"在听 {stand.url} 。", flush=True)
        _wait(seconds)


def _wait(seconds: int) -> None:
    ends = time.monotonic() + seconds
    while not seconds or time.monotonic() < ends:
        time.sleep(0.2)


COMMANDS = (sms, robot, ratings, mail)
