"""bancheng user end-second-step: for the only administrator who lost phone and recovery codes."""

from __future__ import annotations

from typing import Annotated

import typer

from bancheng.cli.ending import speaking

BY = "命令行"


def end_second_step(
    username: Annotated[str, typer.Argument(metavar="登录名")],
) -> None:
    """结束一个人的两步登录：手机和恢复码都丢了，又没有别的管理员的时候用。

    例：bancheng user end-second-step admin

    密码照旧；记入“设置记录”，本人下次登录时会看到。
    """
    with speaking():
        from bancheng.cli.office import now, open_office, user_named

        open_office()
        from bancheng.identity import setting_up

        user = user_named(username)
        setting_up.end(user, BY, now())
        print(f"已结束{user.name}（{username}）的两步登录，现在只凭密码登录，请马上重新设置。")
