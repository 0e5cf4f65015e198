"""bancheng partner handover: a platform on which a petitioner begins."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path
from typing import Annotated

import typer

from bancheng.cli.ending import misused, speaking
from bancheng.cli.partner import SECRET

FAULTS = {
    "late": "到期时间已经过了",
    "far": "到期时间晚一个钟头",
    "changed": "内容被改过",
    "strange": "有不认识的字段",
}
LASTS, HOUR = 600, 3600
SHORTEST = 32


def handover(
    centre: Annotated[str, typer.Option(metavar="网址", help="中心的网址")],
    code: Annotated[str, typer.Option(metavar="代码", help="中心的代码")],
    channel: Annotated[int, typer.Option(metavar="编号", help="渠道页网址里的编号")],
    number: Annotated[str, typer.Option(metavar="编号", help="平台的编号；不写就编一个")] = "",
    matter: Annotated[str, typer.Option(metavar="什么事")] = "装电梯的材料交了四趟，没有办成",
    name: Annotated[str, typer.Option(metavar="姓名")] = "秦桂芳",
    phone: Annotated[str, typer.Option(metavar="电话")] = "13900005512",
    fault: Annotated[
        str, typer.Option(metavar="毛病", help="、".join(f"{k} {v}" for k, v in FAULTS.items()))
    ] = "",
    keep: Annotated[Path, typer.Option(metavar="文件", help="网页写到哪里")] = Path(
        "platform.html"
    ),
) -> None:
    """扮一个网上平台：做一张网页，上面的按钮把填好的表带到中心。

    共用密钥放在环境变量 BANCHENG_PARTNER_SECRET 里。表 10 分钟内有效，只能打开一次：
    按两次按钮，看第二次怎么说；同一个编号再做一张，看中心还认不认得。

    例：bancheng partner handover --centre http://127.0.0.1:8000 --code xf-hall --channel 3
    """
    from bancheng.cli.stand_ins import handover as platform

    with speaking():
        secret = os.environ.get(SECRET, "")
        if len(secret) < SHORTEST:
            misused(f"请把共用密钥放在环境变量 {SECRET} 里，至少 {SHORTEST} 个字符。")
        if fault and fault not in FAULTS:
            misused(f"没有“{fault}”这种毛病，可以写：{'、'.join(FAULTS)}。")
        lasts = {"late": -1, "far": HOUR}.get(fault, LASTS)
        fields = {"matter": matter, "name": name, "phone": phone}
        if fault == "strange":
            fields["mobile"] = fields.pop("phone")
        number = number or f"P{time.strftime('%Y%m%d')}-{secrets.token_hex(3)}"
        told = {"number": number, "until": int(time.time()) + lasts, "fields": fields}
        form = platform.sealed(secret, code, channel, told)
        if fault == "changed":
            form = form[:-6] + ("A" if form[-6] != "A" else "B") + form[-5:]
        keep.write_text(platform.page(centre, code, channel, form), "utf-8")
        print(f"编号 {number}。用浏览器打开 {keep} ，按“办不成事”。", flush=True)
