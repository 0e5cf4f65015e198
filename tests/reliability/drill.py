"""Backs a centre up while two clerks act, and, elsewhere, brings it back.

    python -m tests.reliability.drill act --backups 3 FOLDER     in the place that is backed up
    python -m tests.reliability.drill restore --damage 40 FILE   in an empty place

Prints what it did and what is wrong as JSON. Needs BANCHENG_DATA and DATABASE_URL.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import signal
import sys
import time
import zlib
from pathlib import Path

import django

CLERKS = 2
HEADER = 64  # a gzip header's time and name mean nothing for what is in the file


def act(folder: Path, backups: int) -> dict[str, object]:
    """Makes backups under writing, with what had been acknowledged when each was begun."""
    from django.core.management import call_command
    from django.db import connections
    from django.utils import timezone

    from bancheng.casework.safekeeping import backup
    from tests.casework.hall import establish_hall
    from tests.reliability.kills import Heard, warm_up
    from tests.reliability.writer import Clerk

    call_command("migrate", verbosity=0)
    establish_hall()
    warm_up(Heard())
    connections.close_all()
    listening, saying = os.pipe()
    children = []
    for number in range(CLERKS):
        child = os.fork()
        if child == 0:
            Clerk(saying, f"clerk-{number}", ack_early=False).work(None, [])
        children.append(child)
    os.close(saying)
    heard, begun_with, made = Heard(), [], []
    for number in range(backups):
        time.sleep(0.4)
        heard.take(_whole_lines(listening))
        begun_with.append([word["command"] for word in heard.done])
        manifest = backup.make(folder / f"backup-{number}", timezone.now())
        made.append(manifest.entries)
    time.sleep(0.2)
    heard.take(_whole_lines(listening))
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return {"acknowledged": begun_with, "entries": made, "in the end": len(heard.done)}


def _whole_lines(pipe: int) -> bytes:
    """What has been said so far, up to the end of a line."""
    said = os.read(pipe, 1 << 20)
    while not said.endswith(b"\n"):
        said += os.read(pipe, 1)
    return said


def restore(file: Path, damage: int) -> dict[str, object]:
    """Damaged copies first, which must leave the place empty; then the backup itself."""
    from bancheng.casework import file_check, rebuild
    from bancheng.casework.safekeeping import restore as bring
    from bancheng.casework.safekeeping.manifest import BackupError
    from bancheng.journal.entry_row import Entry
    from bancheng.journal.verify import verify

    chance, whole = random.Random(7), file.read_bytes()
    said: list[str] = []
    accepted: list[str] = []
    for number in range(damage):
        damaged = file.with_name(f"damaged-{number}")
        what = _damage(chance, whole, damaged)
        try:
            bring.bring_back(damaged)
            accepted.append(what)
            break
        except BackupError as refused:
            said.append(str(refused))
    if not accepted:
        bring.bring_back(file)
    commands = Entry.objects.values_list("command_id", flat=True).distinct()
    wrong = [*rebuild.compare(), *(b.sentence for b in verify().breaks)]
    wrong += file_check.check().faults.values()
    return {"refused": said, "accepted": accepted, "commands": list(commands), "wrong": wrong}


def _damage(chance: random.Random, whole: bytes, file: Path) -> str:
    """One flipped bit, a smear, or a cut tail; the last bytes now and then, and anywhere else.

    About one bit in two thousand may stand either way: a run of noughts is told by another distance
    and is the same run. What still unpacks to every byte it had is not damaged, and drawn again.
    """
    while True:
        content = bytearray(whole)
        at = len(content) - 1 - chance.randrange(8)
        if chance.random() < 0.8:
            at = chance.randrange(HEADER, len(content))
        how = chance.choice(("flip", "flip", "smear", "cut"))
        if how == "flip":
            content[at] ^= 1 << chance.randrange(8)
        elif how == "smear":
            content[at : at + 64] = bytes(byte ^ 0xFF for byte in content[at : at + 64])
        else:
            del content[at:]
        if not _says_the_same(bytes(content), whole):
            file.write_bytes(content)
            return f"{how} at {at}"


def _says_the_same(damaged: bytes, whole: bytes) -> bool:
    try:
        return gzip.decompress(damaged) == gzip.decompress(whole)
    except (OSError, EOFError, zlib.error):
        return False


def main() -> int:
    """One of the two parts."""
    parser = argparse.ArgumentParser()
    parts = parser.add_subparsers(dest="part", required=True)
    acting, restoring = parts.add_parser("act"), parts.add_parser("restore")
    acting.add_argument("folder", type=Path)
    acting.add_argument("--backups", type=int, default=3)
    restoring.add_argument("file", type=Path)
    restoring.add_argument("--damage", type=int, default=40)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    told = act(asked.folder, asked.backups) if asked.part == "act" else None
    print(json.dumps(told or restore(asked.file, asked.damage), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
