"""An invented county's list of items, and a township's own few, put straight into the tables."""

from __future__ import annotations

from django.utils import timezone

from bancheng.items.models import ItemVersion, ServiceItem

COUNTY: tuple[tuple[str, str, list[str]], ...] = (
    ("A-01", "食品经营许可（新办）", ["开饭馆的证"]),
    ("A-02", "食品经营许可（注销）", []),
    ("A-03", "公众聚集场所投入使用前消防安全检查", []),
    ("A-04", "居住证办理", []),
    ("A-05", "最低生活保障金申请", ["低保"]),
    ("A-06", "建设工程规划许可证核发", []),
    ("A-07", "建筑工程施工许可证核发", []),
    ("A-08", "河道采砂许可", []),
    ("A-09", "残疾人证新办", []),
    ("A-10", "残疾人证注销", []),
    ("A-11", "社会保障卡补领、换领", ["社保卡"]),
    ("A-12", "道路货物运输经营许可", []),
)
TOWNSHIP: tuple[tuple[str, str, list[str]], ...] = (
    ("T-01", "宅基地用地建房审批", ["建房证"]),
    ("T-02", "居住证办理", []),
)


def stand(unit: str, code: str, name: str, aliases: list[str], **details: object) -> ItemVersion:
    """One item in its first version."""
    item = ServiceItem.objects.create(unit=unit, code=code)
    return ItemVersion.objects.create(
        item=item,
        number=1,
        name=name,
        aliases="\n".join(aliases),
        made_by="test",
        made_at=timezone.now(),
        why="示例",
        **details,
    )


def fill() -> None:
    """The lists of the county and of the eastern township (``tests.people.county``)."""
    for code, name, aliases in COUNTY:
        stand("county", code, name, aliases, department_name="青山县人社局")
    for code, name, aliases in TOWNSHIP:
        stand("east", code, name, aliases, department="east-farming")
