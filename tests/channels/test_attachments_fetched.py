"""取附件: what an order lists is fetched from the hosts that the channel names and no other, looked
at as every upload, and put on the case once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from bancheng.casework.attached import files_of
from bancheng.casework.erase import erase
from bancheng.casework.look import look
from bancheng.channels import setups
from bancheng.channels.hotline import fetching
from bancheng.channels.hotline.not_fetched import not_fetched
from bancheng.channels.models import Passage, Setup
from bancheng.cli.stand_ins.hotline import Hotline
from bancheng.cli.stand_ins.photos import Photos, a_photo
from bancheng.cli.stand_ins.stand import Stand
from bancheng.files.upload_row import Upload
from bancheng.people.appoint import appoint, create_user
from bancheng.people.post import ADMINISTRATOR
from bancheng.people.seats import unit_by_code
from bancheng.wire import letters, rounds
from bancheng.wire.client import Client
from bancheng.wire.letter_row import Letter
from bancheng.wire.models import Place
from tests.casework.hall import PASSWORD, Hall
from tests.channels.orders import a_channel, order, say, their_program, then
from tests.web.conftest import NOW, Clock
from tests.wire.station import dripping, station

pytestmark = pytest.mark.database
KEY, SECRET = "0123456789abcdef", "the-hotline-gave-this-to-the-centre-0000"
SET: dict[str, Any] = {"key": KEY, "secret": SECRET}


@dataclass
class There:
    """The hotline, its files, our channel to it and its program."""

    stand: Stand
    photos: Photos
    setup: Setup
    client: Client

    def order(self, number: str = "H-77", count: int = 1, **more: object) -> str:
        """An order with photos; its case."""
        told = order(number, f"{number}-1", attachments=self.listed(number, count), **more)
        case_no: str = say(self.client, self.setup, told)["case_no"]
        return case_no

    def listed(self, number: str = "H-77", count: int = 1) -> list[dict[str, str]]:
        return self.photos.invented(number, count, self.stand.url)

    @property
    def asked(self) -> int:
        """How many files were asked for."""
        return sum(self.photos.given.values())


@pytest.fixture
def there(hall: Hall, clock: Clock, settings: Settings) -> Iterator[There]:
    settings.CALLS_TO_THIS_MACHINE = True
    photos = Photos()
    side = Hotline(KEY, SECRET, clock=lambda: timezone.now().timestamp(), photos=photos)
    with Stand(side.answer) as stand:
        may_call(stand.port)
        setup = a_channel(address=stand.url, **SET)
        yield There(stand, photos, setup, their_program())


def may_call(port: int) -> None:
    """This machine's port is on the list of addresses."""
    made = {"inside": True, "plain": True, "added_by": "keeper", "added_at": NOW}
    Place.objects.create(host="127.0.0.1", port=port, **made)


def fetch(later: int = 0) -> None:
    """What follows a tick."""
    rounds.run(NOW + timedelta(minutes=later))


def names(hall: Hall, case_no: str) -> list[str]:
    """The papers of a case as the window sees them."""
    papers = files_of(look(hall.people["chen"], case_no, NOW))
    return [one.about.name for one in papers if one.about is not None]


@pytest.mark.clause("XF-6", "XF-9.2")
def test_each_is_put_on_the_case_once_however_often_it_is_sent(hall: Hall, there: There) -> None:
    case_no = there.order(count=2)
    assert there.asked == 0, "nothing is fetched while they wait for our answer"
    for _ in range(3):
        fetch()
    assert names(hall, case_no) == ["现场照片1.png", "现场照片2.png"]
    told = look(hall.people["chen"], case_no, NOW).entries[-1]
    assert told.event.by.role == "origin"
    assert told.texts["text"] == "12345热线带来的附件。"
    there.order(count=2)
    say(there.client, there.setup, order(mark="m-9", attachments=there.listed(count=2)))
    add = then("add", mark="m-10", text="照片", attachments=there.listed(count=2))
    say(there.client, there.setup, add)
    fetch()
    Letter.objects.all().delete()  # what went is forgotten after a while
    say(there.client, there.setup, order(mark="m-11", attachments=there.listed(count=2)))
    fetch()
    assert there.asked == 2
    assert len(names(hall, case_no)) == 2
    assert not not_fetched(case_no)
    log = "".join(Passage.objects.values_list("said", flat=True))
    assert "已放进工单" in log
    assert "现场" not in log, "names of files name people"


def test_what_is_added_later_and_what_came_before_its_order_is_fetched_too(
    hall: Hall, there: There
) -> None:
    early = then("add", mark="m-0", attachments=there.listed("early"))
    assert say(there.client, there.setup, early)["taken"] == "kept"
    fetch()
    assert there.asked == 0
    case_no = there.order()
    late = then("add", mark="m-5", attachments=there.listed("late"))
    assert say(there.client, there.setup, late)["taken"] == "added"
    fetch()
    moved = {**there.listed()[0], "url": there.stand.url + "/files/H-77-1.png?token=2"}
    again = order(mark="m-6", attachments=[moved])
    assert say(there.client, there.setup, again)["taken"] == "added"
    fetch()
    assert len(names(hall, case_no)) == 3, "the same content under another address is no other"
    assert Passage.objects.filter(said__contains="同样的一份").count() == 1


FAULTS = (
    ("missing", "对方那里没有这个文件（127.0.0.1 答复 404", True),
    ("too_large", "一个最大 20.0 MB", True),
    ("wrong_type", "可以附：", True),
    ("changed", "对不上", True),
    ("redirect", "不跟着转", True),
    ("reset", "连接断了", False),
)


@pytest.mark.clause("XF-6")
@pytest.mark.parametrize(("fault", "said", "stuck"), FAULTS)
def test_what_cannot_be_fetched_is_told_and_nothing_of_it_is_kept(
    hall: Hall, there: There, fault: str, said: str, stuck: bool
) -> None:
    with station() as elsewhere:
        may_call(elsewhere.port)
        there.photos.elsewhere = f"http://127.0.0.1:{elsewhere.port}/"
        there.photos.faults.append(fault)
        case_no = there.order()
        fetch()
        assert elsewhere.connections == 0
    assert names(hall, case_no) == []
    (told,) = not_fetched(case_no)
    assert (told.name, told.stuck, said in told.why) == ("现场照片1.png", stuck, True)
    assert "现场" not in Letter.objects.get().failure
    assert not Passage.objects.filter(fine=False).get().said.count("现场")
    assert Upload.objects.count() == 0
    fetch(later=5)
    assert there.asked == (1 if stuck else 2), "what is stuck waits for a person"
    if stuck:
        letters.try_again(Letter.objects.get(), NOW)
        fetch()
    assert names(hall, case_no) == ["现场照片1.png"]


def test_a_host_that_never_ends_is_left_and_asked_again(
    hall: Hall, there: There, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.2)
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n"
    with station(dripping(head, b"x", 0.05)) as files:
        may_call(files.port)
        values = {"address": there.stand.url, **SET, "file_hosts": f"127.0.0.1:{files.port}"}
        model: Any = type(setups.values_of(there.setup))
        setups.keep(there.setup, model.model_validate(values), "keeper", NOW)
        link = f"http://127.0.0.1:{files.port}/1.png"
        case_no = say(there.client, there.setup, order(attachments=[link]))["case_no"]
        fetch()
    (told,) = not_fetched(case_no)
    assert ("等得太久" in told.why, told.stuck) == (True, False)
    assert Letter.objects.get().host == f"127.0.0.1:{files.port}", "it holds up no other host"


def test_one_that_fails_holds_up_neither_the_others_nor_our_answers(
    hall: Hall, there: There
) -> None:
    there.photos.faults.append("missing")
    case_no = there.order(count=2)
    at = "2026-11-24 14:30"
    hall.do("chen", case_no, "register", at, matter="办不成", name="秦桂芳", phone="13900005512")
    hall.do("chen", case_no, "accept", at, ground="not_accepted", kind="general")
    setups.tell(NOW)
    fetch()
    assert names(hall, case_no) == ["现场照片2.png"]
    assert Letter.objects.get(road=there.setup.road).arrived_at


@pytest.mark.clause("XF-6")
def test_only_the_hosts_that_the_channel_names_are_asked(hall: Hall, there: There) -> None:
    """Another place of the list is somebody else's: a gateway that a link could make send."""
    with station() as gateway:
        may_call(gateway.port)
        links = (
            f"http://127.0.0.1:{gateway.port}/send?mobile=13900005512",
            f"//127.0.0.1:{gateway.port}/send",
            f"http://x@127.0.0.1:{gateway.port}/send",
            "http://169.254.169.254/latest/meta-data",
            "http://localhost/secret",
            "http://[::1]/secret",
            "file:///etc/passwd",
            "https://files.example.gov.cn/1.png",
        )
        case_no = say(there.client, there.setup, order(attachments=list(links)))["case_no"]
        fetch()
        assert gateway.connections == 0
    missing = not_fetched(case_no)
    assert [one.stuck for one in missing] == [True] * len(links)
    assert all(one.why for one in missing)
    assert "附件还放在哪些主机" in missing[0].why
    values = {"address": there.stand.url, **SET, "file_hosts": "files.example.gov.cn"}
    model: Any = type(setups.values_of(there.setup))
    setups.keep(there.setup, model.model_validate(values), "keeper", NOW)
    letters.try_all_again(there.setup.file_road, NOW)
    fetch()
    assert "不在可以连的地址里" in not_fetched(case_no)[-1].why, "and it must be on the list too"


def test_what_we_sign_with_goes_to_nobody_but_the_other_side(hall: Hall, there: There) -> None:
    photo = a_photo("1")
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(photo)}\r\n\r\n".encode()
    with station(head + photo) as files:
        may_call(files.port)
        values = {"address": there.stand.url, "signing": "header", "key": "X-App-Key"}
        values |= {"secret": SECRET, "file_hosts": f"127.0.0.1:{files.port}"}
        model: Any = type(setups.values_of(there.setup))
        setups.keep(there.setup, model.model_validate(values), "keeper", NOW)
        link = f"http://127.0.0.1:{files.port}/照片 1.png?a=1"
        case_no = say(there.client, there.setup, order(attachments=[link]))["case_no"]
        there.order("H-78")
        fetch()
        (asked,) = files.requests
    assert asked.startswith(b"GET /%E7%85%A7%E7%89%87%201.png?a=1 ")
    assert SECRET.encode() not in asked
    assert names(hall, case_no) == ["照片 1.png"]
    assert there.stand.heard[-1].headers["X-App-Key"] == SECRET


def test_a_program_that_dies_between_fetching_and_noting_puts_it_there_once(
    hall: Hall, there: There
) -> None:
    case_no = there.order()
    letter = Letter.objects.get()
    told = letters.told_by(letter)
    for _ in range(2):
        fetching.carry(letter, told, NOW)
    assert (there.asked, len(names(hall, case_no))) == (1, 1)


def test_while_it_is_off_nothing_is_fetched_and_after_its_end_nothing_ever(
    hall: Hall, there: There
) -> None:
    there.order()
    setups.switch(there.setup, False, "keeper", NOW)
    fetch()
    assert there.asked == 0
    assert not Letter.objects.get().tries, "it was no try"
    setups.end(there.setup, "keeper", NOW)
    fetch(later=10)
    assert there.asked == 0
    assert Letter.objects.get().dropped_at


@pytest.mark.clause("XF-12")
def test_an_erased_case_has_nothing_fetched_any_more(hall: Hall, there: There) -> None:
    case_no = there.order()
    say(there.client, there.setup, then("withdraw"))
    keeper = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(keeper, unit_by_code("district"), ADMINISTRATOR)
    erase(keeper, case_no, "保存期限已满", "erase-1", NOW)
    assert not bytes(Letter.objects.get().hidden)
    again = order(mark="H-77-1", attachments=anew(there.listed(), 2))
    assert say(there.client, there.setup, again)["taken"] == "over"
    fetch()
    assert there.asked == 0


WRONG: tuple[tuple[object, str], ...] = (
    ("photo.png", "应当是附件的清单"),
    ([7], "第 1 份应当写明链接"),
    ([{"name": "照片.png"}], "第 1 份没有写链接"),
    ([{"url": "https://x", "digest": "abc"}], "64 位十六进制"),
    ([{"url": 5}], "应当是文字"),
    ([{"url": "https://x/\n"}], "不能有控制字符"),
    ([f"https://x/{n}" for n in range(21)], "后面 1 份没有取，请用补充再发"),
)


@pytest.mark.clause("XF-6", "XF-9.2")
def test_no_order_is_lost_for_its_photos_and_what_is_wrong_with_them_is_told(
    hall: Hall, there: There
) -> None:
    for n, (listed, said) in enumerate(WRONG):
        answer = say(there.client, there.setup, order(f"H-{n}", f"m-{n}", attachments=listed))
        assert answer["taken"] == "created", listed
        assert said in answer["unread"], listed
        assert said in answer["text"]
        assert said in not_fetched(answer["case_no"])[-1].why
        assert not_fetched(answer["case_no"])[-1].stuck
    assert len(not_fetched(answer["case_no"])) == 21, "those that can be read are taken"
    fetch()
    logged = Passage.objects.filter(what="附件", fine=False)
    for n, (_, said) in enumerate(WRONG):
        line = logged.get(ref__startswith=f"H-{n} ", said__contains=said)
        assert (line.way, line.case_no != "") == ("came", True)
    fine = say(there.client, there.setup, order(mark="m-x", attachments=None))
    assert (fine["taken"], "unread" in fine) == ("created", False)


def test_of_a_list_all_that_can_be_read_is_fetched(hall: Hall, there: There) -> None:
    first, second = there.listed(count=2)
    listed = [{"name": "门头.png"}, first | {"name": 7}, "", second]
    answer = say(there.client, there.setup, order(attachments=listed))
    assert answer["text"].endswith("附件有 2 处读不出来：“attachments”第 1 份没有写链接（“url”）。")
    fetch()
    assert names(hall, answer["case_no"]) == ["H-77-1.png", "现场照片2.png"]
    missing = not_fetched(answer["case_no"])
    assert [one.name for one in missing] == ["门头.png", "附件"]
    assert Passage.objects.filter(fine=False, said__contains="门头").count() == 0
    say(there.client, there.setup, order(attachments=listed))
    assert len(not_fetched(answer["case_no"])) == 2, "the same again says nothing new"
    mended = order(attachments=there.listed(count=2))
    assert say(there.client, there.setup, mended)["text"] == "已收到，等窗口登记。"
    assert not not_fetched(answer["case_no"]), "the next sending took its place"


def anew(listed: list[dict[str, str]], n: int, *, digest: bool = True) -> list[dict[str, str]]:
    """The same files, their links signed for another sending."""
    found = [{**one, "url": f"{one['url']}?token={n}"} for one in listed]
    return found if digest else [{k: v for k, v in one.items() if k != "digest"} for one in found]


@pytest.mark.clause("XF-6", "XF-9.2")
@pytest.mark.parametrize("digest", [True, False])
def test_a_link_that_was_signed_anew_takes_the_place_of_the_one_that_stuck(
    hall: Hall, there: There, *, digest: bool
) -> None:
    there.photos.faults.extend(["missing", "missing"])
    listed = there.listed(count=2)
    first = say(there.client, there.setup, order(attachments=anew(listed, 1, digest=digest)))
    fetch()
    case_no = first["case_no"]
    assert [one.stuck for one in not_fetched(case_no)] == [True, True]
    for _ in range(2):
        again = order(attachments=anew(listed, 2, digest=digest))
        assert say(there.client, there.setup, again) == first
        fetch()
    assert names(hall, case_no) == ["现场照片1.png", "现场照片2.png"]
    assert not_fetched(case_no) == []
    assert not letters.stuck([there.setup.file_road]).exists()
    assert there.asked == 4


def test_what_might_be_another_file_takes_nobodys_place(hall: Hall, there: There) -> None:
    """Many places of files have one path and one name for all: /download?id=1."""
    there.photos.faults.extend(["missing", "missing"])
    listed = [{"name": "附件.png", "url": f"/download?id={n}"} for n in (1, 2)]
    case_no = say(there.client, there.setup, order(attachments=listed))["case_no"]
    fetch()
    add = then("add", mark="m-5", attachments=[listed[0] | {"url": "/download?id=3"}])
    say(there.client, there.setup, add)
    say(there.client, there.setup, order(attachments=[listed[1] | {"url": "/download?id=4"}]))
    assert len(not_fetched(case_no)) == 4
    one = {"name": "附件.png", "url": "/download?id=5", "digest": "ab" * 32}
    say(there.client, there.setup, then("add", mark="m-6", attachments=[one]))
    other = one | {"url": "/download?id=6", "digest": "cd" * 32}
    say(there.client, there.setup, then("add", mark="m-6", attachments=[other]))
    assert len(not_fetched(case_no)) == 6
    more = [*listed, {"name": "补拍.png", "url": "/download?id=7"}]
    say(there.client, there.setup, order(attachments=more))
    assert len(not_fetched(case_no)) == 7, "what a repeat lists besides is asked for as well"


def test_of_what_is_kept_the_links_are_those_of_its_last_sending(hall: Hall, there: There) -> None:
    listed = there.listed("early")
    for n in (1, 2):
        early = then("add", mark="m-0", text="照片", attachments=anew(listed, n))
        assert say(there.client, there.setup, early)["taken"] == "kept"
    say(there.client, there.setup, then("add", mark="m-0", text="照片"))
    case_no = say(there.client, there.setup, order())["case_no"]
    (letter,) = letters.waiting()
    assert letters.told_by(letter)["address"].endswith("?token=2")
    fetch()
    assert names(hall, case_no) == ["现场照片1.png"]


def test_where_the_list_stands_and_what_its_fields_are_called_is_data(
    hall: Hall, there: There
) -> None:
    mapping = "takes: {files: {at: data.fjs, name: mc, address: dz, digest: ~, algorithm: sm3}}"
    values = {"address": there.stand.url, **SET, "mapping": mapping}
    model: Any = type(setups.values_of(there.setup))
    setups.keep(there.setup, model.model_validate(values), "keeper", NOW)
    path = there.photos.keep("9.png", a_photo("9"))
    listed = {"fjs": [{"mc": "门头.jpg", "dz": path}]}
    case_no = say(there.client, there.setup, order(data=listed))["case_no"]
    fetch()
    assert names(hall, case_no) == ["门头.png"], "a path is at their address; the content says what"
    values["mapping"] = "takes: {files: ~}"
    setups.keep(there.setup, model.model_validate(values), "keeper", NOW)
    say(there.client, there.setup, order("H-78", "m-2", attachments="no list"))
    assert Letter.objects.count() == 1
