"""事件通知的说明: the ``webhooks`` of the OpenAPI document, which are requests from us to a client.

They are signed by the same words as a client's own requests, under keys of their own.
"""

from __future__ import annotations

from bancheng.api.schemas import INSTANT, TEXT, WHOLE, Schema, maybe, ref, thing
from bancheng.core.acts import ACT_OF_EVENT, ACTS
from bancheng.webhooks.message import CASE, PING
from bancheng.wire import signing

ID: Schema = {
    "type": "string",
    "pattern": "^[0-9a-f]{32}$",
    "description": "这一封的编号：再送还是它，收过的不用再处理",
}
TOOK = "收下了。先应答再慢慢处理；十秒内没有应答会再送"
ELSE = "没有收下。408、425、429 和 5xx 过一会儿再送，别的等人来看；不跟着转到别处"


def webhooks() -> Schema:
    """By type of message."""
    return {
        CASE: _told("工单有了变化", "CaseTold", "只说哪一件、什么事；内容请通过接口来读"),
        PING: _told("试一下", "PingTold", "不含任何内容，应答 2xx 就行"),
    }


def shapes() -> dict[str, Schema]:
    """The schemas of the messages."""
    act: Schema = {"type": "string", "enum": sorted(ACTS)}
    event: Schema = TEXT | {"examples": sorted(ACT_OF_EVENT)[:3]}
    return {
        "CaseTold": thing(
            id=ID,
            type={"const": CASE},
            case_no=TEXT,
            event=event | {"description": "发生了什么"},
            act=maybe(act) | {"description": "哪一项办理；清除个人信息不是办理，为空"},
            version=WHOLE | {"description": "这件工单从 1 起的第几条；读工单时的版本不会比它小"},
            at=INSTANT | {"description": "记下的时间"},
        ),
        "PingTold": thing(id=ID, type={"const": PING}, at=INSTANT),
    }


def _told(summary: str, shape: str, said: str) -> Schema:
    once: Schema = {
        "name": signing.ONCE,
        "in": "header",
        "required": True,
        "schema": ID,
        "description": "和内容里的 id 相同",
    }
    content = {"application/json": {"schema": ref(shape)}}
    return {
        "post": {
            "operationId": f"told_{shape}",
            "summary": summary,
            "description": said,
            "parameters": [once],
            "requestBody": {"required": True, "content": content},
            "responses": {"2XX": {"description": TOOK}, "default": {"description": ELSE}},
        }
    }
