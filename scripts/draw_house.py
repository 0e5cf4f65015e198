"""Draws docs/architecture.svg: the floors as the linter keeps them, and two ways through the house.

Run it after a room was added to pyproject.toml; a room without words of its own is refused here.
    .venv/bin/python scripts/draw_house.py
"""

import re
import tomllib
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
WIDE, LEFT, RIGHT, GAP, MOST = 1040, 72, 700, 26, 4
WORDS = {
    "config": "设置、网址",
    "web": "网页：每一步同一个视图",
    "cli": "命令：建中心、核验、备份",
    "api": "接口：别的系统，签了名的",
    "bulletin": "通报",
    "archive": "归档",
    "scoring": "量化评分",
    "figures": "统计",
    "ledgers": "台账",
    "papers": "表单、文书",
    "revisit": "全量回访",
    "exchange": "交换：签名加密的文件",
    "notices": "通知",
    "improvement": "堵点与改进",
    "counter": "窗口前台",
    "meetings": "会议",
    "petitioner": "诉求人",
    "channels": "渠道",
    "webhooks": "事件通知",
    "workbench": "工作台",
    "running": "运行",
    "items": "事项库",
    "casework": "办件：写入之门 · 读取之门 · 行 · 时钟",
    "files": "附件",
    "clients": "接口账号",
    "identity": "身份核验",
    "wire": "线路",
    "journal": "封存的事实",
    "people": "机构、人员、班次",
    "library": "读规范与日历",
    "typesetting": "排版",
    "core": "规则：步骤 · 应办 · 权限 · 日历 · 规范；不知道时钟、数据库和文件",
}
REQUEST = (
    "POST 分办 → Order",
    "读取之门：看不见的等于不存在",
    "读日志，折叠成现在的样子",
    "core 判定：准 / 不准，引起什么",
    "封存一条；文字另存，可删除",
    "更新行、发件箱，一起提交",
    "303，重新读取",
)
TICK = (
    "到期、逾期、续期：时钟自己的步骤",
    "上面的房间读新的日志，各记各的",
    "通知、统计、台账、回访名单跟上",
    "没跟上的下次再跟，重来无害",
)
SANS = '"Noto Sans SC","Microsoft YaHei",sans-serif'
STYLE = (
    ".t{font:600 15px ui-monospace,Consolas,monospace;fill:#1d2530}"
    f".h{{font:600 16px {SANS};fill:#1d2530}}.s{{font:13px {SANS};fill:#4c5664}}"
    ".n{font:600 12px sans-serif;fill:#fff}.b{fill:#fffefb;stroke:#1f4b73;stroke-width:1.5}"
    ".d{fill:#faf8f1;stroke:#cfcbbf;stroke-width:1.5}.f{fill:#eceef0}"
    ".a{stroke:#677180;stroke-width:1.5;fill:none;marker-end:url(#a)}"
    ".j{stroke:#b3261e;stroke-width:2;fill:none;marker-end:url(#j)}"
    ".c{stroke:#1f4b73;stroke-width:2;fill:none;marker-end:url(#c)}"
)
ARROWS = {"a": "#677180", "j": "#b3261e", "c": "#1f4b73"}


def floors() -> list[list[str]]:
    """The rooms of each floor, the highest first, as the linter has them."""
    told = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    layers = told["tool"]["importlinter"]["contracts"][0]["layers"]
    return [re.findall(r"\w+", layer) for layer in layers]


def words(x: float, y: float, kind: str, text: str, more: str = ' text-anchor="middle"') -> str:
    """A line of words."""
    return f'<text x="{x:.0f}" y="{y:.0f}"{more} class="{kind}">{text}</text>'


def box(x: float, y: float, wide: float, high: float, kind: str) -> str:
    """A room, or the floor it is on."""
    return (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{wide:.0f}" height="{high:.0f}" rx="8" '
        f'class="{kind}"/>'
    )


def floor(rooms: list[str], y: float) -> tuple[list[str], float]:
    """A floor from ``y`` on, at most four rooms in a row; and where the next one begins."""
    rows = -(-len(rooms) // MOST)
    each = -(-len(rooms) // rows)
    high = rows * 50 + (rows - 1) * 8
    drawn = [box(LEFT - 10, y - 8, RIGHT - LEFT + 20, high + 16, "f")]
    for row in range(rows):
        there = rooms[row * each : (row + 1) * each]
        wide = (RIGHT - LEFT - (len(there) - 1) * 10) / len(there)
        for n, room in enumerate(there):
            x, top = LEFT + n * (wide + 10), y + row * 58
            drawn += [
                box(x, top, wide, 50, "b"),
                words(x + wide / 2, top + 21, "t", room),
                words(x + wide / 2, top + 41, "s", WORDS[room]),
            ]
    return drawn, y + high + GAP


def way(y: float, title: str, steps: tuple[str, ...], kind: str) -> tuple[list[str], float]:
    """Numbered steps from above down; and where they end."""
    drawn, x = [words(740, y, "h", title, "")], 752
    for n, text in enumerate(steps):
        at = y + 36 + n * 52
        drawn += [
            f'<circle cx="{x}" cy="{at:.0f}" r="11" fill="{ARROWS[kind]}"/>',
            words(x, at + 4, "n", str(n + 1)),
            words(x + 22, at + 5, "s", text, ""),
        ]
        if n + 1 < len(steps):
            drawn.append(f'<path class="{kind}" d="M{x} {at + 13:.0f}V{at + 39:.0f}"/>')
    return drawn, y + 36 + len(steps) * 52


def drawing() -> str:
    """The whole picture."""
    body: list[str] = []
    y = 28.0
    for rooms in floors():
        drawn, y = floor(rooms, y)
        body += drawn
    middle = (LEFT + RIGHT) / 2
    body += [
        box(LEFT - 10, y - 8, RIGHT - LEFT + 20, 50, "d"),
        words(middle, y + 13, "t", "standards/　calendars/"),
        words(middle, y + 33, "s", "规范和工作日是数据，各注出处；程序不认得任何地方"),
        f'<path class="a" d="M34 28V{y + 42:.0f}"/>',
    ]
    turned = f' text-anchor="middle" transform="rotate(-90 24 {y / 2:.0f})"'
    body.append(words(24, y / 2, "s", "只往下引用；同一层的房间互不认识", turned))
    drawn, end = way(40, "一次请求", REQUEST, "j")
    body += drawn + way(end + 34, "时钟走一步", TICK, "c")[0]
    high = round(y + 66)
    heads = "".join(
        f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" '
        f'markerHeight="6" orient="auto"><path d="M0 0L8 4L0 8z" fill="{color}"/></marker>'
        for name, color in ARROWS.items()
    )
    begin = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" role="img" '
        'aria-label="Rooms and floors, the journey of one request, and what the clock does">',
        f"<style>{STYLE}</style><defs>{heads}</defs>",
        f'<rect width="{WIDE}" height="{high}" fill="#f6f4ee"/>',
    ]
    return "\n".join([*begin, *body, "</svg>"]) + "\n"


if __name__ == "__main__":
    (REPOSITORY / "docs" / "architecture.svg").write_text(drawing(), encoding="utf-8")
