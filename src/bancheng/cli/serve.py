"""bancheng serve: the pages, and the clock beside them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from typing import Annotated

import typer

from bancheng.cli.ending import Code, Ended, misused, speaking, warn

TICK_SECONDS = 60
STOP_SECONDS = 3  # a page under way may finish; a browser that merely stays connected may not
PROGRAM = (sys.executable, "-m", "bancheng.cli.main")


def serve(
    host: Annotated[str, typer.Option(metavar="地址", help="监听的地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="端口", min=1, max=65535, help="监听的端口")] = 8000,
    workers: Annotated[
        int | None, typer.Option(metavar="数", min=1, help="工作进程数，默认等于处理器核数")
    ] = None,
) -> None:
    """启动网页服务，并每分钟办一次到期提醒。数据库不安全、连不上或没建表时拒绝启动。

    例：bancheng serve

    例：bancheng serve --host 0.0.0.0 --port 80
    """
    with speaking():
        from bancheng.cli.office import bring_rows_up, open_office

        _port_must_be_free(host, port)
        open_office()
        bring_rows_up()
        _tell_opening_code()
        _tell_what_is_amiss()
        from django.db import connections

        connections.close_all()
        _serve(host, port, workers or os.cpu_count() or 1)


def _tell_opening_code() -> None:
    """Whoever starts a new installation is the one who may answer its first questions."""
    from bancheng.people.founding import is_founded
    from bancheng.people.opening_code import opening_code

    if not is_founded():
        print(f"这里还没有设立中心。打开网页回答五个问题，开通码：{opening_code()}", flush=True)


def _tell_what_is_amiss() -> None:
    """What was set and will not work as meant; no reason to stay shut."""
    from django.core.checks import Tags, run_checks

    for message in run_checks(tags=[Tags.security]):
        if str(message.id).startswith("bancheng."):
            warn(f"{message.msg}{message.hint}")


def _port_must_be_free(host: str, port: int) -> None:
    """Better a sentence now than a server's traceback later."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            misused(
                f"不能在 {host}:{port} 上启动（{error.strerror}）："
                "多半已被占用，可用 --port 另选端口；1024 以下的端口要有管理员权限。"
            )


def _serve(host: str, port: int, workers: int) -> None:
    clock = _clock()
    server = subprocess.Popen(_granian(host, port, workers))  # noqa: S603 - our own server
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - only shown
    print(f"已启动：用浏览器打开 http://{shown}:{port}/ 。按 Ctrl+C 停止。", flush=True)
    try:
        clock = _watch(server, clock)
    except KeyboardInterrupt:
        server.wait()
    finally:
        for process in (server, clock):
            if process.poll() is None:
                process.terminate()
                process.wait()
    if server.returncode not in (0, -signal.SIGTERM, -signal.SIGINT):
        raise Ended(
            Code.REFUSED,
            "网页服务意外停止了，原因见上。",
        )


def _clock() -> subprocess.Popen[bytes]:
    """A process of its own, so that a slow tick never holds up a page."""
    command = [*PROGRAM, "tick", "--every", str(TICK_SECONDS)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program


def _watch(
    server: subprocess.Popen[bytes], clock: subprocess.Popen[bytes]
) -> subprocess.Popen[bytes]:
    """Wait for the server to end; a clock that stopped is started again."""
    while True:
        try:
            server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            if clock.poll() is not None:
                clock = _clock()
            continue
        return clock


def _granian(host: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", "1", "--log-level", "error", "--no-access-log"),
        *("--workers-kill-timeout", str(STOP_SECONDS)),
        "bancheng.config.wsgi:application",
    ]
