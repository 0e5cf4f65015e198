"""草稿: nothing typed is lost, nobody else reads it, and it goes when it is no longer needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from bancheng.casework import access, tick
from bancheng.casework.erase import erase
from bancheng.core.refusal import Refusal
from bancheng.journal import read
from bancheng.people.appoint import appoint, create_user, end_post
from bancheng.people.models import Post, Unit
from bancheng.workbench import draft_ends, drafts
from bancheng.workbench.draft_row import Draft
from bancheng.workbench.drafts import LONGEST, MOST, Typed, TypedElsewhereError
from tests.casework.hall import PASSWORD, Hall, at

pytestmark = pytest.mark.database
WORDS = "装电梯的材料交了四趟"
PHONE = "13900005512"
REGISTER = Typed(
    "register", (("phone", PHONE), ("matter", WORDS)), title="登记", address="/register/"
)
NOW = at("2026-11-23 10:32")


def note_on(case_no: str) -> Typed:
    """Words being typed about a case."""
    return Typed("note", (("text", WORDS),), case_no=case_no, version=2)


def test_what_was_typed_is_there_again(hall: Hall) -> None:
    chen = hall.people["chen"]
    name, revision = drafts.save(chen, REGISTER, NOW)
    kept = drafts.newest(chen, "register", "")
    assert kept is not None
    assert (kept.name, kept.revision, kept.saved_at) == (name, 1, NOW)
    assert kept.fields == REGISTER.fields
    assert (kept.title, kept.address) == ("登记", "/register/")
    assert revision == 1


def test_saving_again_replaces_it(hall: Hall) -> None:
    chen = hall.people["chen"]
    name, revision = drafts.save(chen, REGISTER, NOW)
    more = replace(REGISTER, name=name, revision=revision, fields=(("matter", WORDS * 2),))
    assert drafts.save(chen, more, NOW) == (name, 2)
    assert drafts.named(chen, name).text("matter") == WORDS * 2
    assert Draft.objects.count() == 1


def test_no_word_of_it_lies_in_the_table_in_plain_text(hall: Hall) -> None:
    drafts.save(hall.people["chen"], REGISTER, NOW)
    drafts.save(hall.people["chen"], note_on(hall.register("2026-11-23 09:00")), NOW)
    for row in Draft.objects.all():
        stored = repr({k: bytes(v) if k == "content" else v for k, v in vars(row).items()})
        assert PHONE not in stored
        assert WORDS.encode() not in bytes(row.content)


def test_nobody_else_reads_or_overwrites_or_discards_it(hall: Hall) -> None:
    chen, lin = hall.people["chen"], hall.people["lin"]
    name, _ = drafts.save(chen, REGISTER, NOW)
    assert drafts.newest(lin, "register", "", name) is None
    assert drafts.listed(lin) == []
    with pytest.raises(access.NotFound):
        drafts.named(lin, name)
    drafts.discard(lin, name)
    draft_ends.handed_in(lin, name, "")
    other, _ = drafts.save(lin, replace(REGISTER, name=name, revision=1, fields=()), NOW)
    assert other != name
    assert drafts.named(chen, name).text("matter") == WORDS


def test_two_tabs_do_not_overwrite_each_other(hall: Hall) -> None:
    chen = hall.people["chen"]
    name, _ = drafts.save(chen, REGISTER, NOW)
    first = replace(REGISTER, name=name, revision=1)
    drafts.save(chen, replace(first, fields=(("matter", "一"),)), NOW + timedelta(minutes=1))
    with pytest.raises(TypedElsewhereError) as told:
        drafts.save(chen, replace(first, fields=(("matter", "二"),)), NOW + timedelta(minutes=2))
    assert (told.value.saved_at, told.value.revision) == (NOW + timedelta(minutes=1), 2)
    assert drafts.named(chen, name).text("matter") == "一"


def test_what_a_page_sends_last_as_it_is_left_is_no_other_tab(hall: Hall) -> None:
    chen = hall.people["chen"]
    page = replace(REGISTER, command_id="form-1")
    name, _ = drafts.save(chen, page, NOW)
    first = replace(page, name=name, revision=1, fields=(("matter", "一"),))
    drafts.save(chen, first, NOW)
    assert drafts.save(chen, replace(first, fields=(("matter", "一二"),)), NOW) == (name, 3)
    assert drafts.named(chen, name).text("matter") == "一二"


def test_of_two_savings_of_a_page_the_older_one_never_replaces_the_newer(hall: Hall) -> None:
    chen = hall.people["chen"]
    page = replace(REGISTER, command_id="form-1")
    newer = replace(page, nth=2, fields=(("matter", "一二三"),))
    older = replace(page, nth=1, fields=(("matter", "一"),))
    name, revision = drafts.save(chen, newer, NOW)
    assert drafts.save(chen, older, NOW) == (name, revision) == (name, 2)
    assert drafts.named(chen, name).text("matter") == "一二三"
    assert len(drafts.listed(chen)) == 1
    after = replace(newer, name=name, revision=2, nth=3, fields=(("matter", "一二三四"),))
    assert drafts.save(chen, after, NOW) == (name, 3)
    other = replace(after, command_id="form-2", revision=2, nth=9)
    with pytest.raises(TypedElsewhereError):
        drafts.save(chen, other, NOW)
    assert drafts.named(chen, name).text("matter") == "一二三四"


def test_two_first_savings_of_a_page_at_once_make_one_draft(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    chen = hall.people["chen"]
    page = replace(REGISTER, command_id="form-1", nth=1)
    begun = []

    def other_first() -> Any:
        begun.append(1)
        if len(begun) == 2:  # about to make the draft
            drafts.save(chen, replace(page, nth=2, fields=(("matter", "一二"),)), NOW)
        return transaction.atomic()

    monkeypatch.setattr(drafts, "transaction", SimpleNamespace(atomic=other_first))
    name, revision = drafts.save(chen, page, NOW)
    assert (drafts.named(chen, name).text("matter"), revision) == ("一二", 2)
    assert len(drafts.listed(chen)) == 1


def test_two_tabs_that_begin_empty_keep_two_drafts(hall: Hall) -> None:
    chen = hall.people["chen"]
    drafts.save(chen, REGISTER, NOW)
    drafts.save(chen, REGISTER, NOW + timedelta(minutes=1))
    assert len(drafts.listed(chen)) == 2


def test_a_draft_of_a_case_one_may_not_see_is_not_kept(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00")
    with pytest.raises(access.NotFound):
        drafts.save(hall.people["mo"], note_on(case_no), NOW)
    assert Draft.objects.count() == 0


def test_it_is_out_of_sight_once_its_case_is(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 09:00")
    mo = hall.people["mo"]
    name, _ = drafts.save(mo, note_on(case_no), NOW)
    hall.do("gu", case_no, "recall", "2026-11-23 10:00", reason="派错了")
    assert drafts.listed(mo) == []
    assert drafts.newest(mo, "note", case_no) is None
    with pytest.raises(access.NotFound):
        drafts.named(mo, name)
    draft_ends.sweep(NOW)
    assert Draft.objects.count() == 0


def test_it_goes_with_its_case(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00")
    drafts.save(hall.people["chen"], note_on(case_no), NOW)
    drafts.save(hall.people["chen"], REGISTER, NOW)
    admin = create_user("root", "管信达", PASSWORD, must_change_password=False)
    appoint(admin, Unit.objects.get(code="district"), "administrator")
    erase(admin, case_no, "保存期限已满", "erase-1", NOW)
    assert [row.form for row in Draft.objects.all()] == ["register"]


def test_a_form_that_was_handed_in_leaves_no_draft(hall: Hall) -> None:
    chen = hall.people["chen"]
    by_name, _ = drafts.save(chen, REGISTER, NOW)
    drafts.save(chen, replace(REGISTER, command_id="form-1"), NOW)
    kept, _ = drafts.save(chen, REGISTER, NOW)
    draft_ends.handed_in(chen, by_name, "form-1")
    assert [row.name for row in Draft.objects.all()] == [kept]


def test_a_late_saving_of_a_form_already_handed_in_is_not_kept(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00")
    command_id = read.case(case_no)[-1].command_id
    drafts.save(hall.people["chen"], replace(note_on(case_no), command_id=command_id), NOW)
    assert Draft.objects.count() == 0


def test_one_that_slipped_in_all_the_same_is_not_shown_and_is_swept(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00")
    name, _ = drafts.save(hall.people["chen"], note_on(case_no), NOW)
    command_id = read.case(case_no)[-1].command_id
    Draft.objects.filter(name=name).update(command_id=command_id)
    assert drafts.listed(hall.people["chen"]) == []
    draft_ends.sweep(NOW)
    assert Draft.objects.count() == 0


def test_after_a_fortnight_the_clock_lets_it_go(hall: Hall) -> None:
    drafts.save(hall.people["chen"], REGISTER, NOW)
    tick.run(NOW + timedelta(days=13, hours=23))
    assert Draft.objects.count() == 1
    tick.run(NOW + timedelta(days=14, minutes=1))
    assert Draft.objects.count() == 0


def test_who_no_longer_works_at_the_counter_keeps_no_registration(hall: Hall) -> None:
    chen = hall.people["chen"]
    drafts.save(chen, REGISTER, NOW)
    draft_ends.sweep(NOW)
    assert Draft.objects.count() == 1
    end_post(Post.objects.get(user=chen), timezone.localdate() - timedelta(days=1))
    draft_ends.sweep(NOW)
    assert Draft.objects.count() == 0


def test_somebody_who_left_keeps_nothing(hall: Hall) -> None:
    chen = hall.people["chen"]
    drafts.save(chen, REGISTER, NOW)
    chen.is_active = False
    chen.save()
    draft_ends.sweep(NOW)
    assert Draft.objects.count() == 0


def test_too_long_a_form_is_refused_in_a_sentence(hall: Hall) -> None:
    with pytest.raises(Refusal, match="太长"):
        drafts.save(
            hall.people["chen"], replace(REGISTER, fields=(("matter", "字" * LONGEST),)), NOW
        )


def test_the_oldest_make_room(hall: Hall) -> None:
    chen = hall.people["chen"]
    first, _ = drafts.save(chen, REGISTER, NOW)
    for n in range(MOST):
        drafts.save(chen, REGISTER, NOW + timedelta(minutes=n + 1))
    assert Draft.objects.count() == MOST
    assert not Draft.objects.filter(name=first).exists()
