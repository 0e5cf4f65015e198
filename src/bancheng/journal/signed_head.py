"""检查点: a signed statement «this chain had so many entries, this root, this last hash, then».

A chain of hashes cannot show that its tail was cut off or that all of it was computed anew. A
checkpoint can, once it has left the machine: as a line in a file elsewhere, or on paper. Pure.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bancheng.core.seal import canonical
from bancheng.journal.envelope import write_time
from bancheng.journal.signature import key_id, signed_by

FORMAT = 1
SIGNER = "ed25519"


class NotACheckpointError(ValueError):
    """A text that is not a checkpoint; the message says what is missing, for whoever typed it."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """``root`` is the tree over the hashes of entries 1 to ``size``; ``head`` the last hash."""

    chain: str
    size: int
    root: str
    head: str
    at: datetime
    algorithm: str
    key_id: str
    signer: str = SIGNER
    signature: bytes = b""

    def statement(self) -> bytes:
        """The bytes that are signed."""
        return canonical(self._content())

    def _content(self) -> dict[str, object]:
        return {
            "checkpoint": FORMAT,
            "chain": self.chain,
            "size": self.size,
            "root": self.root,
            "head": self.head,
            "at": write_time(self.at.astimezone(UTC)),
            "algorithm": self.algorithm,
            "key": self.key_id,
            "signer": self.signer,
        }

    def line(self) -> str:
        """One line of JSON with the signature, for files and exports."""
        return canonical(self._content() | {"signature": self._signature()}).decode()

    def _signature(self) -> str:
        return base64.b64encode(self.signature).decode()

    def printed(self) -> str:
        """Lines for paper; ``from_print`` reads them back."""
        content = self._content() | {"signature": self._signature()}
        return "\n".join([TITLE, *(f"{label}：{content[name]}" for name, label in LABELS.items())])

    def holds(self, public: bytes) -> bool:
        """Whether ``public`` is the key it names and signed exactly this."""
        return (
            self.signer == SIGNER
            and key_id(public) == self.key_id
            and signed_by(public, self.signature, self.statement())
        )


TITLE = "办成 日志检查点"
LABELS = {
    "checkpoint": "格式",
    "chain": "单位",
    "size": "条数",
    "root": "总摘要",
    "head": "末条摘要",
    "at": "时间",
    "algorithm": "摘要算法",
    "key": "公钥编号",
    "signer": "签名算法",
    "signature": "签名",
}


def sign(unsigned: Checkpoint, private: Ed25519PrivateKey) -> Checkpoint:
    """The checkpoint with its signature."""
    return replace(unsigned, signature=private.sign(unsigned.statement()))


def from_line(line: str) -> Checkpoint:
    """A checkpoint from its line of JSON. Raises NotACheckpointError."""
    try:
        content = json.loads(line)
    except ValueError as broken:
        raise NotACheckpointError("这一行不是检查点") from broken
    if not isinstance(content, dict) or content.keys() != LABELS.keys():
        raise NotACheckpointError("这一行不是检查点，或项目不齐")
    return _from_content(content)


def from_print(text: str) -> Checkpoint:
    """A checkpoint typed or scanned in from paper. Raises NotACheckpointError."""
    names = {label: name for name, label in LABELS.items()}
    content: dict[str, object] = {}
    for line in text.splitlines():
        # a clerk's keyboard gives either colon
        label, *value = re.split("[:：]", line.strip(), maxsplit=1)
        if value and label.strip() in names:
            content[names[label.strip()]] = value[0].strip()
    missing = [label for name, label in LABELS.items() if name not in content]
    if missing:
        raise NotACheckpointError(f"检查点缺少：{'、'.join(missing)}")
    return _from_content(content)


def _from_content(content: dict[str, object]) -> Checkpoint:
    try:
        if int(str(content["checkpoint"])) != FORMAT:
            raise NotACheckpointError(f"检查点格式 {content['checkpoint']} 本版本不认识")
        return Checkpoint(
            chain=str(content["chain"]),
            size=int(str(content["size"])),
            root=str(content["root"]),
            head=str(content["head"]),
            at=datetime.fromisoformat(str(content["at"])),
            algorithm=str(content["algorithm"]),
            key_id=str(content["key"]),
            signer=str(content["signer"]),
            signature=base64.b64decode(str(content["signature"]), validate=True),
        )
    except NotACheckpointError:
        raise
    except ValueError as broken:
        raise NotACheckpointError(f"检查点有一项写错了：{broken}") from broken
