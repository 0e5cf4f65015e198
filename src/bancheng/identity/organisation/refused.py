"""What is said where signing in by the organisation's identity comes to nothing."""

from __future__ import annotations

from bancheng.people.errors import PeopleError

OTHERWISE = "可以先用登录名和密码登录。"
STRANGE = (
    "这次登录不是从这个浏览器开始的，或者已经过了十分钟。请回到登录页，重新点用单位统一身份登录。"
)
UNREACHABLE = "连不上单位统一身份，请过一会儿再试；" + OTHERWISE
GIVEN_UP = "没有在单位统一身份那边登录，所以这里也没有登录。请重新点一次；" + OTHERWISE
NOT_BOUND = (
    "这个单位身份还没有绑定这里的账号。请用登录名和密码登录，在“我的账号”里绑定；"
    "没有账号的，请找系统管理员。"
)
STOPPED = "您在这里的账号已停用，请找系统管理员。"


class OrganisationError(PeopleError):
    """Nobody was signed in and nothing was bound."""


def not_right(why: str) -> OrganisationError:
    """The proof that came back does not hold; ``why`` is for whoever has to mend it."""
    said = f"单位统一身份给的凭证核对不上：{why}。没有登录。请把这句话告诉系统管理员；"
    return OrganisationError(said + OTHERWISE)
