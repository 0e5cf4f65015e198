"""bancheng partner 12345: pushes, listens, looks at signatures, and fails where it is told to."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from bancheng.channels.hotline.mapping import mapping_of
from bancheng.cli.ending import Code
from bancheng.cli.main import run
from bancheng.cli.stand_ins.hotline import Hotline
from bancheng.cli.stand_ins.line import FAULTS, Line
from bancheng.cli.stand_ins.orders import in_words_of, invented, lived, with_dues
from bancheng.cli.stand_ins.photos import Photos
from bancheng.cli.stand_ins.pushing import Pushing
from bancheng.cli.stand_ins.stand import Heard, Raw, Stand
from bancheng.wire.client import BASE, Client

KEY, SECRET = "0123456789abcdef", "s" * 43
MESSAGE = {"id": "C-1:3", "order_no": "H-1", "message": "accepted", "text": "已受理"}


def heard(message: object, secret: str = SECRET, key: str = KEY) -> Heard:
    """A message as a centre signs it."""
    client = Client("", key, secret)
    asked = client.prepared("POST", "/messages", body=message)
    asked = type(asked)("POST", "/messages", "", asked.body, asked.headers)
    headers = {name.lower(): value for name, value in client.seal(asked).items()}
    return Heard("POST", "/messages", {}, {**asked.headers, **headers}, asked.body)


@pytest.mark.clause("XF-6")
def test_the_stand_in_takes_what_is_signed_and_each_message_once() -> None:
    side = Hotline(KEY, SECRET)
    assert side.answer(heard(MESSAGE))[0] == 200
    assert side.answer(heard(MESSAGE))[0] == 200
    assert (len(side.got), side.repeats) == (1, 1)
    assert side.answer(heard({**MESSAGE, "text": "别的"}))[0] == 409
    assert side.answer(heard(MESSAGE, "t" * 43))[0] == 401
    assert side.answer(heard(MESSAGE, key="f" * 16))[0] == 401
    assert side.answer(heard({"id": "C-1:4"}))[0] == 422
    assert side.of_order("H-1") == ["accepted"]


def test_what_is_pushed_through_a_bad_line_arrives_and_is_refused_once() -> None:
    taken: dict[str, int] = {}

    def centre(asked: Heard) -> tuple[int, object]:
        assert asked.path == f"{BASE}/channels/1/messages"
        mark = str(asked.told["id"])
        if mark == "H-00003-1":
            return 422, {"code": "missing", "detail": "派单没有写诉求内容。"}
        taken[mark] = taken.get(mark, 0) + 1
        return 200, {"taken": "created"}

    photos, links = Photos(), set[str]()
    lists = partial(photos.invented, count=1, at="http://127.0.0.1:8345")
    with Stand(centre) as stand, Line(f"127.0.0.1:{stand.port}", rate=0.5, seed=4) as line:
        pushing = Pushing(Client(line.url, KEY, SECRET), 1, anew=photos.signed_anew)
        pushing.push(invented(12, lists=lists), hands=4)
        for one in stand.heard:
            listed = one.told["attachments"]
            assert isinstance(listed, list)
            links |= {each["url"] for each in listed}
    assert len(links) > 12, "what is sent again is signed anew"
    assert len(taken) == 11
    assert set(pushing.taken) == set(taken)
    assert list(pushing.refused) == ["H-00003-1"]
    assert sum(line.met[fault] for fault in FAULTS) > 3, "the line must have been bad"
    assert pushing.again > 0


def test_the_command_pushes_a_file_and_listens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANCHENG_PARTNER_SECRET", SECRET)
    file = tmp_path / "orders.jsonl"
    file.write_text("\n".join(json.dumps(order) for order in invented(2)), "utf-8")
    answer = {"taken": "created", "text": "已收到，等窗口登记。", "case_no": "MQ-1"}
    with Stand(lambda asked: (200, answer)) as stand:
        words = ["partner", "12345", "--centre", stand.url, "--channel", "1", "--key", KEY]
        code = run([*words, "--orders", str(file), "--port", "0", "--seconds", "1"])
    told = capsys.readouterr().out
    assert code == Code.DONE
    assert "派单 H-00001：已收到，等窗口登记。" in told
    assert SECRET not in told
    assert "收到 0 条答复" in told


def test_the_photos_of_its_orders_are_given_to_who_signs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    side = Hotline(KEY, SECRET)
    (listed,) = side.photos.invented("H-1", 1, "")
    client = Client("", KEY, SECRET)
    asked = client.prepared("GET", "")
    asked = type(asked)("GET", listed["url"], "t=1", b"", asked.headers)
    sealed = {**asked.headers, **client.seal(asked)}
    status, told = side.answer(Heard("GET", listed["url"], {}, sealed, b"", "t=1"))
    assert isinstance(told, Raw)
    assert (status, hashlib.sha256(told.body).hexdigest()) == (200, listed["digest"])
    assert side.answer(Heard("GET", listed["url"], {}, sealed, b"", "t=2"))[0] == 401
    monkeypatch.setenv("BANCHENG_PARTNER_SECRET", SECRET)
    answer = {"taken": "created", "text": "已收到，等窗口登记。", "case_no": "MQ-1"}
    with Stand(lambda asked: (200, answer)) as stand:
        words = ["partner", "12345", "--centre", stand.url, "--channel", "1", "--key", KEY]
        more = ["--port", "0", "--seconds", "1", "--photos", "2", "--invent", "1"]
        assert run([*words, *more, "--photo-faults", "missing"]) == Code.DONE
        sent = stand.heard[0].told["attachments"]
    assert isinstance(sent, list)
    assert len(sent) == 2
    assert run([*words, *more, "--photo-faults", "magic"]) == Code.USAGE
    assert "没有“magic”这种毛病" in capsys.readouterr().err


def test_the_key_is_kept_for_the_next_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "partner.key"
    words = ["partner", "12345", "--port", "0", "--seconds", "1", "--keep", str(file)]
    assert (run(words), run(words)) == (Code.DONE, Code.DONE)
    shown = [line.partition("密钥编号")[2] for line in capsys.readouterr().out.splitlines()]
    assert shown[0] == shown[2] != ""
    assert file.stat().st_mode & 0o077 == 0


def test_what_is_missing_or_unknown_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["partner", "12345", "--faults", "magic", "--seconds", "1"]) == Code.USAGE
    assert "没有“magic”这种毛病" in capsys.readouterr().err
    words = ["partner", "12345", "--centre", "http://127.0.0.1:1", "--port", "0", "--seconds", "1"]
    assert run(words) == Code.USAGE
    assert "BANCHENG_PARTNER_SECRET" in capsys.readouterr().err
    file = tmp_path / "orders.jsonl"
    file.write_text("[1]\n", "utf-8")
    assert run(["partner", "12345", "--orders", str(file), "--seconds", "1"]) == Code.USAGE


def test_a_zone_tells_whole_lives_in_its_own_words_signed_by_sm3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BANCHENG_PARTNER_SECRET", SECRET)
    side = Hotline(KEY, SECRET, "hmac-sm3")
    with Stand(lambda asked: (200 if side.is_signed(asked) else 401, {"text": "收到"})) as stand:
        words = ["partner", "12345", "--centre", stand.url, "--channel", "1", "--key", KEY]
        more = ["--as", "zone", "--life", "--algorithm", "hmac-sm3", "--invent", "3"]
        assert run([*words, *more, "--port", "0", "--seconds", "1"]) == Code.DONE
        told = [asked.told for asked in stand.heard]
    kinds = [str(one["message"]) for one in told]
    assert kinds == [*["create", "add", "urge"] * 3, "withdraw"]
    created = [one for one in told if one["message"] == "create"]
    dues = [str(one.get("due_at", "")) for one in created]
    assert [len(due) for due in dues] == [19, 10, 0]
    for one in created:
        assert {"appeal_no", "content", "contact", "contact_phone", "company"} <= set(one)
        assert not {"order_no", "matter", "name", "phone"} & set(one)
    assert len({one["appeal_no"] for one in told}) == 3
    assert f"派单 {created[0]['appeal_no']}：收到" in capsys.readouterr().out


def test_the_zones_orders_are_read_by_its_own_mapping() -> None:
    takes = mapping_of("", "zone").takes
    for order in lived(with_dues(invented(3), date(2026, 11, 23))):
        said = in_words_of(order, "zone")
        assert said[takes.order] == order["order_no"]
        assert takes.kind_of(str(said[takes.kind]))
        if order["message"] == "create":
            assert said[takes.fields["matter"]] == order["matter"]
