"""接口附件: sent as a signed body, brought by an act, read through the same door as on a page."""

from __future__ import annotations

import pytest

from bancheng.files.limits import LARGEST_FILE
from bancheng.wire.client import Client, Refused
from tests.api.talking import talking
from tests.casework.hall import Hall
from tests.files import made

pytestmark = [pytest.mark.database, pytest.mark.clause("XF-9.2")]
WHEN = "2026-11-24 10:00"
PAPER = "还差一份盖章的承诺书。".encode()


def refused(client: Client, name: str, content: bytes) -> Refused:
    """What is said of a file that is not taken."""
    with pytest.raises(Refused) as told:
        client.send_file(name, content)
    return told.value


def test_a_file_comes_with_an_act_and_is_read_again(hall: Hall) -> None:
    client, case_no = talking(), hall.placed(WHEN)
    paper = client.send_file("缺件说明.txt", PAPER)
    client.act(case_no, "note", "note-00001", text="对方补来说明", files=[paper])
    listed = client.case(case_no)["files"]
    assert [(one["name"], one["size"], one["opens"]) for one in listed] == [
        ("缺件说明.txt", len(PAPER), True)
    ]
    assert client.file(case_no, listed[0]["id"]) == PAPER


def test_a_channel_hands_in_a_matter_with_its_papers(hall: Hall) -> None:
    client = talking(scopes=("submit", "files", "read"))
    paper = client.send_file("现场.jpg", made.picture())
    told = {"matter": "证照办了三趟没办成", "name": "秦桂芳", "phone": "13900005512"}
    opened = client.open("hot-000001", "submit", channel="hotline", files=[paper], **told)
    assert len(client.case(opened.body["case_no"])["files"]) == 1


def test_a_file_waits_for_its_sender_alone_and_once(hall: Hall) -> None:
    sender, other = talking(), talking("api.other")
    case_no = hall.placed(WHEN)
    paper = sender.send_file("说明.txt", PAPER)
    with pytest.raises(Refused, match="file_gone"):
        other.act(case_no, "note", "note-00001", text="别人的附件", files=[paper])
    sender.act(case_no, "note", "note-00002", text="自己的附件", files=[paper])
    with pytest.raises(Refused, match="file_gone"):
        sender.act(case_no, "note", "note-00003", text="再用一次", files=[paper])


def test_a_file_of_a_case_one_may_not_see_is_not_there(hall: Hall) -> None:
    window, land = talking(), talking("api.land", "land", "department")
    case_no = hall.placed(WHEN)
    paper = window.send_file("说明.txt", PAPER)
    window.act(case_no, "note", "note-00001", text="附上说明", files=[paper])
    listed = window.case(case_no)["files"]
    for number, file_id in ((case_no, listed[0]["id"]), (case_no, "0" * 32), ("MQ1", "0" * 32)):
        with pytest.raises(Refused) as unseen:
            land.file(number, file_id)
        assert unseen.value.status == 404
        assert unseen.value.problem["detail"] == "没有这个编号，或者不在这个账号能看的范围内。"


def test_what_is_no_paper_is_refused_and_nothing_is_kept(hall: Hall) -> None:
    client = talking()
    assert refused(client, "工具.exe", b"MZ" + b"\0" * 64).status == 422
    assert refused(client, "", PAPER).code == "wrong_shape"
    assert refused(client, "名" * 201, PAPER).code == "wrong_shape"
    assert refused(client, "大.txt", b"a" * (LARGEST_FILE + 1)).status == 413


def test_sending_files_is_a_permission_of_its_own(hall: Hall) -> None:
    reader = talking(scopes=("read",))
    assert refused(reader, "说明.txt", PAPER).code == "no_scope"


def test_a_signature_by_hand_is_not_taken(hall: Hall) -> None:
    client, case_no = talking(), hall.placed(WHEN)
    with pytest.raises(Refused, match="no_drawing_here"):
        client.act(case_no, "note", "note-00001", text="签", signature_drawn=["0" * 32])
