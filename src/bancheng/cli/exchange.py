"""bancheng exchange: cards, partners, and the files that go between two installations."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from bancheng.cli import chinese
from bancheng.cli.ending import misused, refuse, speaking

if TYPE_CHECKING:
    from bancheng.exchange.partner_row import Partner
    from bancheng.people.user import User

app = chinese.app(help="交换：和另一套系统用签名加密的文件往来（上报、答复、回访名单）。")
USER = typer.Option(metavar="登录名", help="由哪位办（能登记、能提交上级，或者做全量回访）")
TO = typer.Option("--to", metavar="文件或目录", help="存到哪里")


@app.command("card", cls=chinese.Command)
def card(
    unit: Annotated[str, typer.Argument(metavar="机构代码")],
    to: Annotated[Path, TO],
) -> None:
    """做一张交换名片给对方：机构名称、代码和公钥，没有秘密。核对码请在电话里念给对方。

    例：bancheng exchange card hall --to hall.bcx-card
    """
    with speaking():
        from bancheng.cli.office import open_office

        open_office()
        from bancheng.exchange.card import in_groups
        from bancheng.exchange.own_keys import own_card
        from bancheng.journal.keys import signing_key
        from bancheng.people.seats import unit_by_code

        made = own_card(unit_by_code(unit))
        to.write_bytes(made.written(signing_key()))
        print(f"{made.name}的名片：{to}。")
        print(f"核对码：{' '.join(in_groups(made.fingerprint))}")


@app.command("partner", cls=chinese.Command)
def partner(
    file: Annotated[Path, typer.Argument(metavar="名片", help="对方给的 .bcx-card 文件")],
    ours: Annotated[str, typer.Option(metavar="代码", help="我们的哪个机构和它往来")],
    theirs: Annotated[str, typer.Option(metavar="代码", help="它在我们的机构树里是哪一个")],
    heard: Annotated[
        str, typer.Option(prompt="核对码的后四组（听对方在电话里念）", metavar="核对码")
    ],
    user: Annotated[str, typer.Option(metavar="登录名", help="由哪位管理员录入")],
) -> None:
    """录入交换对方：它用自己的系统，双方用文件往来。

    例：bancheng exchange partner county.bcx-card --ours town-hall --theirs county-hall --user admin
    """
    with speaking():
        from bancheng.cli.office import now, open_office, user_named

        content = _content(file)
        open_office()
        from bancheng.exchange.card import read_card
        from bancheng.exchange.partners import add, possible
        from bancheng.people.seats import administered_by, is_administrator, unit_by_code

        keeper, at = user_named(user), now()
        if not is_administrator(keeper):
            refuse("交换对方由管理员录入。")
        mine = [unit for unit in administered_by(keeper) if unit == unit_by_code(ours)]
        pairs = [pair for pair in possible(mine, at) if pair[2].code == theirs]
        if not pairs:
            refuse(
                f"{theirs} 不能做 {ours} 的交换对方：要是它的上级、下级中心或者上下级回访机构，"
                "并且本系统里没有人在那里任职。"
            )
        made = add(pairs[0], read_card(content), heard, keeper.username, at)
        print(f"已录入交换对方 {made.pk}：{made.their_name}（{made.about}）。")


@app.command("list", cls=chinese.Command)
def listed(user: Annotated[str, USER]) -> None:
    """看交换对方，各有几件新情况、几份文件还没有回执。

    例：bancheng exchange list --user 登录名
    """
    with speaking():
        from bancheng.cli.office import now, open_office, user_named

        open_office()
        from bancheng.exchange.authority import partners_of
        from bancheng.exchange.waiting import waiting

        somebody = user_named(user)
        partners = partners_of(somebody, now())
        for one in partners:
            found = waiting(somebody, one)
            owed = "，欠一份回执" if found.receipt else ""
            print(
                f"{one.pk}　{one.their_name}（{one.about}）：{found.new} 件有新情况，"
                f"{found.awaited} 份没有回执{owed}"
            )
        if not partners:
            print("没有您可以往来的交换对方。")


@app.command("make", cls=chinese.Command)
def make(
    number: Annotated[int, typer.Argument(metavar="对方", help="bancheng exchange list 里的号")],
    user: Annotated[str, USER],
    to: Annotated[Path, TO],
    begins: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], metavar="日期", help="回访名单：办结日期从"),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option("--until", formats=["%Y-%m-%d"], metavar="日期", help="到（含当天）"),
    ] = None,
) -> None:
    """把等着交的都装进一份交换件。已签名、加密，只有对方打得开。

    例：bancheng exchange make 1 --user 登录名 --to /media/usb
    """
    with speaking():
        from bancheng.cli.office import now, open_office

        if (begins is None) != (until is None):
            misused("回访名单的起止日期要一起写：--from 和 --until。")
        open_office()
        from bancheng.exchange.making import make as make_file

        somebody, partner = _partner(user, number)
        days = (begins.date(), until.date()) if begins and until else None
        made = make_file(somebody, partner, days, f"make-{uuid4()}", now())
        path = _put(to, partner, made.serial, bytes(made.content))
        print(f"第 {made.serial} 份，{made.lines.count()} 条：{path}")


@app.command("again", cls=chinese.Command)
def again(
    number: Annotated[int, typer.Argument(metavar="对方")],
    serial: Annotated[int, typer.Argument(metavar="第几份")],
    user: Annotated[str, USER],
    to: Annotated[Path, TO],
) -> None:
    """再取一次还没有回执的交换件，和原来的一个字节不差。

    例：bancheng exchange again 1 3 --user 登录名 --to /media/usb
    """
    with speaking():
        from bancheng.cli.office import open_office

        open_office()
        from bancheng.exchange.file_row import SentFile

        _, partner = _partner(user, number)
        file = SentFile.objects.filter(partner=partner, serial=serial).first()
        if file is None:
            refuse(f"没有第 {serial} 份。")
        if not file.content:
            refuse(f"第 {serial} 份对方已经收到或者已经作废，不再留着。")
        print(_put(to, partner, serial, bytes(file.content)))


@app.command("take", cls=chinese.Command)
def take(
    file: Annotated[Path, typer.Argument(metavar="交换件", help="对方做的 .bcx 文件")],
    user: Annotated[str, USER],
) -> None:
    """收一份交换件：整份核对过才办，一条不落；收过的再收不会重办。

    例：bancheng exchange take /media/usb/town-0001.bcx --user 登录名
    """
    with speaking():
        from bancheng.cli.office import now, open_office, user_named

        content = _content(file)
        open_office()
        from bancheng.core.calendar import CHINA
        from bancheng.exchange.records import lines_of
        from bancheng.exchange.taking import take as take_file
        from bancheng.exchange.words import line_words

        somebody = user_named(user)
        taken = take_file(somebody, content, now())
        one = taken.file
        when = f"{one.taken_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
        if taken.repeated:
            print(
                f"这一份（{one.partner.their_name}的第 {one.serial} 份）{when} 已经收过，没有重办。"
            )
        else:
            print(f"已收{one.partner.their_name}的第 {one.serial} 份。")
        for line in lines_of(somebody, one.partner, [one])[one.pk]:
            print(f"　{line_words(line)}")


def _partner(username: str, number: int) -> tuple[User, Partner]:
    from bancheng.casework.access import NotFound
    from bancheng.cli.office import now, user_named
    from bancheng.exchange.authority import partner_for

    somebody = user_named(username)
    try:
        return somebody, partner_for(somebody, number, now())
    except NotFound:
        refuse(f"没有您可以往来的第 {number} 号交换对方，请用 bancheng exchange list 核对。")


def _content(file: Path) -> bytes:
    if not file.is_file():
        misused(f"没有 {file} 这个文件。")
    from bancheng.files.receiving import LARGEST

    if file.stat().st_size > LARGEST:
        refuse(f"{file} 太大，不是交换件。")
    return file.read_bytes()


def _put(to: Path, partner: Partner, serial: int, content: bytes) -> Path:
    from bancheng.exchange.words import file_name

    path = to / file_name(partner, serial) if to.is_dir() else to
    path.write_bytes(content)
    return path
