"""值守: who writes the rota of the windows, who leads a shift, which leaders come to the hall."""

from __future__ import annotations

from bancheng.core.standard.sourced import Many, Sourced


class Rota(Sourced):
    """``kept_by``: the roles that write the rota (a centre may name others, see its settings).
    ``led_by``: the role that comes with leading a shift; none where nobody leads."""

    kept_by: Many = ()
    led_by: str | None = None


class InHall(Sourced):
    """Marks a role whose holders take days in the hall (进大厅), which are planned and recorded."""
