"""What every rule of a standard has in common: it cites its clause or says why it is so."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator


class Strict(BaseModel):
    """Named choices only: an unknown key is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def as_list(value: Any) -> Any:
    """One name stands for a list of one."""
    return value if isinstance(value, list) else [value]


Many = Annotated[tuple[str, ...], BeforeValidator(as_list)]
Scalar = bool | int | str
Condition = dict[str, Annotated[tuple[Scalar, ...], BeforeValidator(as_list)]]


class Sourced(Strict):
    """``cites`` clause ids, or ``because`` where the text is silent (shown as 本中心定)."""

    cites: Many = ()
    because: str | None = None

    @model_validator(mode="after")
    def _has_a_source(self) -> Sourced:
        if not self.cites and not (self.because and self.because.strip()):
            raise ValueError(
                "既没有 cites（条款）也没有 because（文本未写时的理由），二者至少写一个"
            )
        return self


NonEmpty = Annotated[str, Field(min_length=1)]
