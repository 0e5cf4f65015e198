"""Two items that wait for one another, and the newest version of any."""

from __future__ import annotations

from bancheng.items.content import ItemContent, MaterialContent
from bancheng.items.models import ItemVersion

FOOD = ItemContent(
    name="食品经营许可（新办）",
    aliases=("开饭馆的证",),
    level="county",
    department="housing",
    department_name="区住建局",
    accepted_by="综合窗口",
    decided_by="审批股",
    phone="0773-1",
    steps=("网上申请", "现场核查"),
    materials=(
        MaterialContent("申请表"),
        MaterialContent("消防意见", issued_by_item="A-02"),
        MaterialContent("场地证明", issuer="居委会"),
    ),
)
FIRE = ItemContent(
    name="消防安全检查",
    department_name="消防大队",
    materials=(MaterialContent("食品许可受理单", issued_by_item="A-01"),),
)


def current(code: str) -> ItemVersion:
    return ItemVersion.objects.get(item__code=code, current=True)
