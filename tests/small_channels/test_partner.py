"""The other sides as programs of their own, over HTTP."""

from __future__ import annotations

import json
import smtplib
import subprocess
import sys
import urllib.request
from email.message import EmailMessage
from urllib.error import HTTPError

import pytest


def running(*words: str) -> tuple[subprocess.Popen[str], str]:
    """A partner that listens for some seconds, and where."""
    program = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "bancheng.cli.main",
            "partner",
            *words,
            "--port",
            "0",
            "--seconds",
            "4",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    return program, program.stdout.readline().split(" ")[1]


def posted(address: str, told: dict[str, object]) -> dict[str, object]:
    request = urllib.request.Request(address, json.dumps(told).encode(), method="POST")  # noqa: S310
    with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
        found: dict[str, object] = json.loads(answer.read())
    return found


def test_a_gateway_takes_a_text_once_after_the_fault_it_was_told_to_have() -> None:
    program, address = running("sms", "--faults", "busy")
    text: dict[str, object] = {"mobile": "13900005512", "content": "一条短信", "id": "text-1"}
    with pytest.raises(HTTPError):
        posted(f"{address}/send", text)
    for _ in range(2):
        assert posted(f"{address}/send", text) == {"code": "0", "id": "G1"}
    said, _ = program.communicate(timeout=10)
    assert "短信 13900005512：一条短信" in said
    assert "收到 1 条短信。" in said


def test_a_post_office_prints_a_letter_and_knows_who_is_not_there() -> None:
    program, address = running("mail", "--unknown", "nobody@example.gov.cn")
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "window@example.gov.cn", "办成：有 2 件新的"
    letter.set_content("有 2 件新的通知。")
    host, _, port = address.partition(":")
    with smtplib.SMTP(host, int(port), timeout=5) as link:
        link.send_message(letter, to_addrs=["lin@example.gov.cn"])
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            link.send_message(letter, to_addrs=["nobody@example.gov.cn"])
    said, _ = program.communicate(timeout=10)
    assert "办成：有 2 件新的" in said
    assert "有 2 件新的通知。" in said
    assert "收到 1 封信。" in said
