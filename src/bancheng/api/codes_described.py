"""代码表的说明: the shapes of what is answered about a centre's standard, its units, and of what a
channel is answered."""

from __future__ import annotations

from bancheng.api.schemas import FLAG, TEXT, WHOLE, Schema, many, maybe, ref, thing
from bancheng.core.ask import Shape

TAKEN = (
    "成了什么：created 新建、known 早已有、added 补充、urged 已催、withdrawn 已撤、"
    "noted 已告诉窗口、kept 先留着；送达回执答的是认得几条"
)
MAPPED = "默认的一份：渠道的对照改了名称、换了代码的，照对照；docs/channels.md 逐项写了"
FIELDS = "办理时写在哪些栏里；unit 是工单列表的筛选"


def shapes() -> dict[str, Schema]:
    """The schemas of these answers."""
    coded = many(ref("Coded"))
    kind: Schema = {"type": "string", "enum": [str(shape) for shape in Shape]}
    chosen = maybe(coded) | {"description": "可以选的；为空的自己写，单位见 /units，人写用户名"}
    when = many(thing(field=TEXT, code=TEXT)) | {"description": "那一栏选了这一项，就要有"}
    heard: dict[str, Schema] = {
        **dict.fromkeys(("id", "order_no", "case_no", "text", "unread"), TEXT),
        "taken": {"anyOf": [TEXT, WHOLE], "description": TAKEN},
    }
    return {
        "Standard": thing(
            centre=ref("Coded"),
            standard=thing(id=TEXT, edition=TEXT),
            editions=many(TEXT) | {"description": "各版，旧工单照登记时的一版"},
            codes={
                "type": "object",
                "additionalProperties": coded,
                "description": "应答里各栏的代码，按栏名；也有办理 act、事项 duty、角色 role",
            },
            acts=many(ref("ActAsked")),
            on_every_act=many(ref("FieldAsked")),
        ),
        "ActAsked": thing(
            code=TEXT,
            word=TEXT,
            stages=many(TEXT) | {"description": "工单在哪些阶段可以办；新工单的为空"},
            fields=many(ref("FieldAsked")),
        ),
        "FieldAsked": thing(
            code=TEXT,
            word=TEXT,
            hint=TEXT,
            type=kind,
            required=FLAG,
            required_when=when,
            options=chosen,
        ),
        "Units": thing(
            centre=ref("Coded"),
            units=many(
                thing(code=TEXT, word=TEXT, fields=many(TEXT) | {"description": FIELDS}),
            ),
        ),
        "Heard": {"type": "object", "properties": heard, "description": MAPPED},
    }
