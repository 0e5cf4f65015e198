"""经营主体诉求专区: the zone for market entities, the same as a hotline with fields of its own."""

from __future__ import annotations

from bancheng.channels.hotline.adapter import Hotline
from bancheng.channels.hotline.setting import default_settings


class Zone(Hotline):
    """Firms hand in there what they could not get done."""

    kind = "zone"
    term = "经营主体诉求专区"
    about = "企业在专区提的诉求自动进来，答复自动送回去；企业名称和统一社会信用代码一起带来。"
    begins = "zone"
    settings = default_settings("zone")
