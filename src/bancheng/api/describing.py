"""接口说明: the OpenAPI 3.1 document, read off the table of acts, so that it cannot fall behind it.

Served without a signature: it tells of the program and of no case, and whoever writes the other
side needs it before they have a key.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from bancheng.api import codes_described, schemas
from bancheng.api.acting import ON_A_CASE, ONCE, OPENING, VERSION
from bancheng.api.admission import answered
from bancheng.api.cases import (
    CODES,
    CURSOR,
    DAYS,
    FLAGS,
    KNOWN,
    LONGEST_CODE,
    MOST_CODES,
    ORIGIN,
)
from bancheng.api.centre_asked import CENTRE, EDITION
from bancheng.api.files import BYTES, LONGEST_NAME, NAME
from bancheng.api.one_case import LONGEST_NUMBER
from bancheng.api.problem import TITLES, TYPE
from bancheng.api.schemas import Schema, ref
from bancheng.api.telling_described import shapes, webhooks
from bancheng.api.turning_away import must_be
from bancheng.core.acts import ACTS
from bancheng.core.ask import ORIGIN_NO
from bancheng.wire import signing

ABOUT = (
    "每个请求都要签名，写法见 docs/api.md。能看什么、能办什么，和接口账号的任职一致，"
    "再按勾选的权限收窄。"
    "看不见的工单和不存在的工单应答相同。各中心执行的规范还可能要求别的栏；"
    "要哪些栏、写哪些代码，先问 /standard 和 /units。"
)
SIGNED: dict[str, list[str]] = {
    name: [] for name in (signing.KEY, signing.TIME, signing.NONCE, signing.SIGNATURE)
}
READING = (400, 401, 403, 404, 405, 413, 422, 503)
HEARING = (400, 401, 403, 404, 405, 409, 413, 415, 422, 503)
SENDING = (400, 401, 403, 404, 405, 413, 415, 422, 503)
ACTING = (400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 503)


@answered
def openapi_document(request: HttpRequest) -> HttpResponse:
    """GET /api/v1/openapi.json"""
    must_be(request, "GET")
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "办成接口", "version": "1", "description": ABOUT},
        "servers": [{"url": "/api/v1"}],
        "security": [SIGNED],
        "paths": {
            "/openapi.json": {"get": _itself()},
            "/standard": {"get": _standard()},
            "/units": {"get": _units()},
            "/cases": {"get": _list(), "post": _open()},
            "/cases/{case_no}": {"parameters": [_number()], "get": _one()},
            **{
                f"/cases/{{case_no}}/{act}": {"parameters": [_number()], "post": _act(act)}
                for act in ON_A_CASE
            },
            "/files": {"post": _send()},
            "/cases/{case_no}/files/{file_id}": {
                "parameters": [_number(), _file_id()],
                "get": _file(),
            },
            "/channels/{setup}/{hears}": {"parameters": _channel(), "post": _heard()},
        },
        "webhooks": webhooks(),
        "components": {
            "securitySchemes": {
                name: {"type": "apiKey", "in": "header", "name": name} for name in SIGNED
            },
            "schemas": schemas.shared()
            | shapes()
            | codes_described.shapes()
            | {f"given_{act}": schemas.given(act) for act in (*ON_A_CASE, "submit")},
        },
    }


def _itself() -> Schema:
    return {
        "operationId": "openapi",
        "summary": "这份说明",
        "security": [],
        "responses": {"200": _json("OpenAPI 3.1", {"type": "object"}), **_problems((405,))},
    }


def _standard() -> Schema:
    edition = _query(EDITION, {"type": "string"}, "哪一版；不写就是新工单用的一版")
    return {
        "operationId": "read_standard",
        "summary": "本中心规范里的代码：这个账号能办的各项问什么、可以选什么，应答里的代码是什么",
        "parameters": [_centre(), edition],
        "responses": {"200": _json("代码表", ref("Standard")), **_problems(READING)},
    }


def _units() -> Schema:
    return {
        "operationId": "list_units",
        "summary": "办理时可以写的单位，例如 lead；看不到的不列",
        "parameters": [_centre()],
        "responses": {"200": _json("单位", ref("Units")), **_problems(READING)},
    }


def _centre() -> Schema:
    return _query(CENTRE, {"type": "string"}, "哪个中心；账号只在一个中心任职的可不写")


def _codes_of(name: str) -> Schema:
    one: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_CODE}
    code: Schema = {"enum": list(KNOWN[name])} if name in KNOWN else one
    return {"type": "array", "items": code, "minItems": 1, "maxItems": MOST_CODES}


def _list() -> Schema:
    number = {"type": "string", "minLength": 1, "maxLength": ORIGIN_NO.longest}
    asked = [
        *(_query(name, _codes_of(name), "代码，可以写几次") for name in CODES),
        _query(ORIGIN, number, "来件的编号，对方自己的；一页里只列编号完全相同的"),
        *(_query(name, {"type": "boolean"}, "只要这样的") for name in FLAGS),
        *(_query(name, {"type": "string", "format": "date"}, "登记的日期") for name in DAYS),
        _query(CURSOR, {"type": "string"}, "上一页的 next，原样带上"),
    ]
    return {
        "operationId": "list_cases",
        "summary": "工单列表，新登记的在前",
        "parameters": asked,
        "responses": {"200": _json("一页", ref("CasePage")), **_problems(READING)},
    }


def _one() -> Schema:
    answer = _json("这一件", ref("Case"))
    answer["headers"] = {"ETag": {"schema": {"type": "string"}, "description": "版本，供 If-Match"}}
    return {
        "operationId": "read_case",
        "summary": "一件工单：现状、该办的事、经过",
        "responses": {"200": answer, **_problems(READING)},
    }


def _open() -> Schema:
    shapes = [ref(f"given_{act}") for act in OPENING]
    body = schemas.order({"anyOf": shapes})
    body["properties"] = body["properties"] | {
        "centre": schemas.maybe({"type": "string"}) | {"description": "哪个中心；只有一个的可不写"},
        "act": {"enum": [*OPENING, None], "description": "登记，或者以来件渠道的名义提交"},
    }
    del body["properties"]["for_unit"]
    return {
        "operationId": "open_case",
        "summary": "新工单",
        "parameters": [_once()],
        "requestBody": _asked(body),
        "responses": {"201": _done("已记录"), **_problems(ACTING)},
    }


def _act(name: str) -> Schema:
    match = {"type": "string", "pattern": f"^{VERSION.pattern}$"}
    said = "读工单时的 ETag；之后有人办过事的，不再照办"
    return {
        "operationId": f"act_{name}",
        "summary": ACTS[name].term,
        "parameters": [
            _once(),
            {"name": signing.MATCH, "in": "header", "schema": match, "description": said},
        ],
        "requestBody": _asked(schemas.order(ref(f"given_{name}"))),
        "responses": {"200": _done("已办"), **_problems(ACTING)},
    }


def _heard() -> Schema:
    said = "渠道的对方送来的消息，栏名由渠道设置里的对照定，docs/channels.md 写了默认的一份"
    body: Schema = {"type": "object", "description": said}
    answer = _json("收下了，或者以前已经收下", ref("Heard"))
    return {
        "operationId": "hear_channel",
        "summary": "渠道来的消息：派单、补充、撤单、催办，或者送达回执",
        "requestBody": _asked(body),
        "responses": {"200": answer, **_problems(HEARING)},
    }


def _channel() -> list[Schema]:
    number: Schema = {"type": "integer", "minimum": 1, "maximum": 10**9}
    words: Schema = {"type": "string", "enum": ["messages", "reports"]}
    return [
        {"name": "setup", "in": "path", "required": True, "schema": number},
        {"name": "hears", "in": "path", "required": True, "schema": words},
    ]


def _send() -> Schema:
    said = "文件名，连同后缀；按内容认种类，认不出或者不收的会说明"
    shape = {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}
    name = _query(NAME, shape, said) | {"required": True}
    body = {"required": True, "content": {BYTES: {"schema": {}}}}
    return {
        "operationId": "send_file",
        "summary": "传一份附件，一天以内由办理时的 files 带上",
        "parameters": [name],
        "requestBody": body,
        "responses": {"201": _json("等着用", ref("File")), **_problems(SENDING)},
    }


def _file() -> Schema:
    answer: Schema = {"description": "文件原样", "content": {"*/*": {"schema": {}}}}
    return {
        "operationId": "read_file",
        "summary": "取一件工单的一份附件",
        "responses": {"200": answer, **_problems((*READING, 410))},
    }


def _file_id() -> Schema:
    shape = {"type": "string", "minLength": 1}
    return {"name": "file_id", "in": "path", "required": True, "schema": shape}


def _number() -> Schema:
    shape = {"type": "string", "minLength": 1, "maxLength": LONGEST_NUMBER}
    return {"name": "case_no", "in": "path", "required": True, "schema": shape}


def _once() -> Schema:
    return {
        "name": signing.ONCE,
        "in": "header",
        "required": True,
        "schema": {"type": "string", "pattern": f"^{ONCE.pattern}$"},
        "description": "每件事一个；重发同一件事用原来的，就只办一次",
    }


def _query(name: str, shape: Schema, said: str) -> Schema:
    return {"name": name, "in": "query", "schema": shape, "description": said}


def _asked(shape: Schema) -> Schema:
    return {"required": True, "content": {"application/json": {"schema": shape}}}


def _json(said: str, shape: Schema) -> Schema:
    return {"description": said, "content": {"application/json": {"schema": shape}}}


def _done(said: str) -> Schema:
    answer = _json(said, ref("Done"))
    answer["headers"] = {
        "Location": {"schema": {"type": "string"}, "description": "这一件"},
        "Idempotency-Replayed": {
            "schema": {"enum": ["true", "false"]},
            "description": "true：以前已经办过，这是那次的应答",
        },
    }
    return answer


def _problems(statuses: tuple[int, ...]) -> Schema:
    shape = {TYPE: {"schema": ref("Problem")}}
    return {str(n): {"description": TITLES[n], "content": shape} for n in statuses}
