"""What the trial found: a body that only reads what was put to it owed an approval on a case it
could not see, and no dissatisfied case could ever be settled."""

from __future__ import annotations

import pytest

from bancheng.casework import access
from tests.casework.hall import establish_hall


@pytest.mark.django_db
@pytest.mark.clause("XF-13")
def test_whoever_owes_an_approval_reads_the_case_until_it_is_given() -> None:
    hall = establish_hall()
    when = "2020-03-02 10:00"
    case_no = hall.ended("2020-03-02 09:00")
    hall.do("chen", case_no, "call_back", when, solved="unsolved", satisfaction="dissatisfied")
    group = hall.people["li"]
    with pytest.raises(access.NotFound):
        access.row_for(group, case_no)
    hall.do("jiang", case_no, "supervise", when)
    asked = hall.do("jiang", case_no, "settle", when, reason="已说明，诉求人接受")
    assert access.row_for(group, case_no).case_no == case_no
    hall.do("li", case_no, "approve", when, request=asked.version)
    with pytest.raises(access.NotFound):
        access.row_for(group, case_no)
