"""bancheng erase: a petitioner's words and particulars go for good; the acts stay on record."""

from __future__ import annotations

from typing import Annotated
from uuid import uuid4

import typer

from bancheng.cli.ending import Code, Ended, refuse, speaking


def erase(
    case_no: Annotated[str, typer.Argument(metavar="编号", help="工单编号")],
    user: Annotated[str, typer.Option(metavar="登录名", help="由哪位系统管理员办理")],
    reason: Annotated[
        str, typer.Option(metavar="理由", help="例如“保存期限已满”；会留存，不要写姓名和电话")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问，直接清除")] = False,
) -> None:
    """清除一件工单的姓名、电话和全部文字，不能恢复。什么时候由谁办了什么仍在日志里，链仍验得过。

    以前的备份里还有，请按保管期限一并处理。

    例：bancheng erase 编号 --user 登录名 --reason 保存期限已满
    """
    with speaking():
        from bancheng.cli.office import now, open_office, user_named

        open_office()
        from bancheng.archive.package_row import Package
        from bancheng.casework import access
        from bancheng.casework.erase import erase as erase_case
        from bancheng.casework.other_side import numbers_of
        from bancheng.people import directory

        keeper = user_named(user)
        question = f"清除 {case_no} 的姓名、电话和全部文字，不能恢复。确定吗？"
        if not yes and not typer.confirm(question):
            raise Ended(Code.REFUSED, "没有清除。")
        try:
            done = erase_case(keeper, case_no, reason, f"erase-{uuid4()}", now())
        except access.NotFound:
            refuse(f"没有编号为“{case_no}”的工单，请核对。")
        name = directory.name_of(keeper.username)
        print(f"{case_no} 的个人信息和文字已清除（日志第 {done.position} 条，办理人{name}）。")
        if kept := Package.objects.filter(case_no=case_no).count():
            print(f"本件有 {kept} 个归档包，是依法保管的档案，没有动；到期由档案鉴定决定去留。")
        if others := numbers_of(case_no):
            told = "、".join(others)
            print(f"另一级的工单 {told} 有自己的一份，按自己的保管期限；要一并清除的，请另行清除。")
