"""The columns of a ledger are the region's own: its forms' cells, or what it lays down."""

from __future__ import annotations

import pytest

from bancheng.core.ledger_columns import ABOUT, columns_of, names_of, title_of
from bancheng.core.ledger_values import values_known
from bancheng.core.standard.faults import StandardFaults
from bancheng.core.standard.load import fit
from bancheng.core.standard.standard import Standard
from bancheng.library import standards
from tests.shelves import INVENTED, changed, every_standard, invented, source_of


@pytest.mark.clause("XF-9.4", "XF-A2")
def test_the_district_s_ledger_has_the_form_s_cells_in_order_and_what_the_clause_asks_for() -> None:
    found = columns_of("cases", standards.standard("guilin-xiufeng"))
    headings = list(found.values())
    form = ["工单编号", "诉求人姓名", "联系电话", "受理人员", "受理时间", "反映事项内容记录"]
    assert headings[: len(form)] == form
    for heading in ("分办意见", "承办窗口部门", "处理结果", "办结时间", "是否解决", "满意度"):
        assert heading in headings
    # source, kind, ground, 分办 time, limit, extension, feedback, callback, archive number
    for value in ("channel", "kind", "ground", "transfer.at", "due", "extended_until"):
        assert value in found
    for value in ("inform.at", "inform.means", "call_back.at", "archive.box"):
        assert value in found


@pytest.mark.clause("SC-6.1.3", "SC-A1")
def test_the_township_s_ledger_is_ruled_after_its_own_sheets() -> None:
    found = columns_of("cases", standards.standard("sichuan-township"))
    assert found["name"] == "反映人姓名"
    assert found["matter"] == "“办不成事”情况记录"
    assert "reply.text" in found


def test_an_invented_region_brings_its_own_headings() -> None:
    found = columns_of("cases", invented("xinghe-harbour"))
    assert found["case_no"] == "钟次"
    assert found["field.weather"] == "天气"


@pytest.mark.parametrize(("shelf", "name"), every_standard())
def test_every_standard_has_ledgers_whose_columns_can_be_filled(shelf: object, name: str) -> None:
    standard = invented(name) if shelf == INVENTED else standards.standard(name)
    for ledger in names_of(standard):
        columns = columns_of(ledger, standard)
        assert set(columns) <= values_known(standard, of_entries=ledger != "cases")
        assert len(set(columns.values())) == len(columns)
        assert ledger == "cases" or any(a in standard.acts for a in ABOUT[ledger])


def _with(columns: dict[str, str]) -> Standard:
    shelf, name = next(one for one in every_standard() if one[1] == "xinghe-harbour")
    ledger = {"title": "泊位簿", "because": "港里一直这样记", "columns": columns}
    text = changed(source_of(shelf, name), lambda data: data.update(ledgers={"cases": ledger}))
    return fit(text)


def test_a_region_may_lay_its_columns_down() -> None:
    standard = _with({"case_no": "第几钟", "reply.text": "怎么放行"})
    assert columns_of("cases", standard) == {"case_no": "第几钟", "reply.text": "怎么放行"}
    assert title_of("cases", standard) == "泊位簿"


def test_a_column_that_names_nothing_is_refused_with_the_nearest() -> None:
    with pytest.raises(StandardFaults) as refused:
        _with({"reply.txt": "怎么放行"})
    assert "reply.txt" in str(refused.value)
    assert "reply.text" in str(refused.value)
