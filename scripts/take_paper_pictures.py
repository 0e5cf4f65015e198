"""Pictures of every paper, blank, half-way and full, for docs/pictures/papers/.

Everything on them is invented: the halls and people are those of the tests, in a database that ends
with the script.
    .venv/bin/python scripts/take_paper_pictures.py
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))
WIDTH = 620  # pixels: small, and still to be read
FINER = 3  # drawn larger first: the strokes of small characters come out whole
COLOURS = 32


def main() -> None:
    """One picture a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    pictures = REPOSITORY / "docs" / "pictures" / "papers"
    parser.add_argument("--folder", type=Path, default=pictures)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as data:
        os.environ["BANCHENG_DATA"] = data
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        for name, content in _papers():
            _draw(content, folder / name)


def _draw(content: bytes, to: Path) -> None:
    import pdfplumber
    from PIL import Image

    with pdfplumber.open(BytesIO(content)) as file:
        for number, page in enumerate(file.pages):
            large = page.to_image(width=WIDTH * FINER, antialias=True).original.convert("RGB")
            fine = large.resize((WIDTH, large.height // FINER), Image.Resampling.LANCZOS)
            drawn = fine.quantize(COLOURS, dither=Image.Dither.NONE)
            suffix = f"-{number + 1}" if len(file.pages) > 1 else ""
            drawn.save(to.with_name(f"{to.name}{suffix}.png"), optimize=True)


def _papers() -> Iterator[tuple[str, bytes]]:
    yield from _district()
    yield from _township()


def _district() -> Iterator[tuple[str, bytes]]:
    from bancheng.casework.door import Order, open_case
    from tests.casework.hall import at, establish_hall
    from tests.papers import cases

    hall = establish_hall()
    yield "registration-blank", _blank("guilin-xiufeng", "registration")
    half, full = cases.half_way(hall), cases.whole_way(hall)
    yield "registration-half", _of(hall.people["chen"], half, "form-", "2026-11-24 09:00")
    yield "registration-full", _of(hall.people["chen"], full, "form-", "2026-11-27 09:00")
    long = cases.half_way(hall, matter=cases.MATTER * 18)
    yield "registration-long", _of(hall.people["chen"], long, "form-", "2026-11-24 09:00")
    for kind in ("receipt", "notice", "result"):
        yield kind, _of(hall.people["chen"], full, f"slip-{kind}", "2026-11-27 09:00")
    hall.do("jiang", half, "supervise", "2026-11-26 09:00", text="今天下班前把办理情况报来。")
    yield "supervision", _of(hall.people["jiang"], half, "supervision", "2026-11-26 09:30")
    conduct = hall.register("2026-11-23 09:00", ground="conduct", accused_units=["housing"])
    asked = {"asked_person": "mo", "put_question": "11月20日上午窗口由谁值守？"}
    hall.do("gu", conduct, "inquire", "2026-11-23 10:00", **asked)
    yield "inquiry", _of(hall.people["gu"], conduct, "inquiry", "2026-11-23 10:30")
    helped = hall.register("2026-11-23 09:00")
    taken = {"helper": "chen", "papers_taken": "身份证复印件一份\n房产证原件一本"}
    hall.do("chen", helped, "assist", "2026-11-23 10:00", **taken)
    yield "help-receipt", _of(hall.people["chen"], helped, "slip-papers", "2026-11-23 10:10")
    put = hall.register("2026-11-23 09:00", kind="complex", complex_because="several")
    hall.do("jiang", put, "refer", "2026-11-23 10:00", question="先由哪一家出意见？")
    minutes = "由住建牵头，规划配合，七日内办结。"
    hall.do("li", put, "determine", "2026-11-24 10:00", lead="housing", supporting=["land"],
            decided_due_on="2026-11-30", minutes=minutes)  # fmt: skip
    yield "minutes", _of(hall.people["li"], put, "minutes", "2026-11-24 11:00")
    known = {"matter": "要求改判", "name": "秦桂芳", "phone": "13900005512", "channel": "counter"}
    refused = {"refusal": "litigation", "where_to_go": "区人民法院立案庭，电话 12368"}
    orders = [Order("register", known), Order("decline", refused)]
    begun = at("2026-11-23 10:00")
    declined = open_case(hall.people["chen"], "hall", orders, "pictures-1", begun).case_no
    yield "declined", _of(hall.people["chen"], declined, "slip-declined", "2026-11-23 10:10")
    told = [Order("guide", {"where_to_go": "区市场监督管理局二楼 3 号窗，电话 0800-0000009"})]
    accept = Order("accept", {"ground": "other", "kind": "general"})
    orders = [Order("register", known | {"matter": "想办营业执照注销"}), accept, *told]
    guided = open_case(hall.people["chen"], "hall", orders, "pictures-2", begun).case_no
    yield "elsewhere", _of(hall.people["chen"], guided, "slip-elsewhere", "2026-11-23 10:10")


def _township() -> Iterator[tuple[str, bytes]]:
    from bancheng.library import standards
    from bancheng.papers.poster import poster_paper
    from bancheng.papers.taking import site_fonts
    from bancheng.people.chart import current
    from bancheng.people.models import Window
    from bancheng.typesetting.legible import Legible
    from bancheng.typesetting.pdf import pdf
    from tests.casework.county import TOWN, establish_county
    from tests.casework.hall import at
    from tests.papers import cases

    county = establish_county()
    who = county.people["window1"]
    yield "acceptance-blank", _blank("sichuan-township", "acceptance")
    yield "transfer-blank", _blank("sichuan-township", "transfer")
    half = cases.township_case(county)
    yield "acceptance-half", _of(who, half, "form-acceptance", "2026-11-23 10:00")
    yield "transfer-half", _of(who, half, "form-transfer", "2026-11-23 10:00")
    answered = cases.township_case(county)
    told = "先到镇社会事务办领表，带户口簿和身份证，当天能办。"
    county.do("window1", answered, "answer", "23 09:40", text=told, kind="simple")
    yield "acceptance-full", _of(who, answered, "form-acceptance", "2026-11-23 10:00")
    given = {"kind": "ordinary", "lead": "sc-liuhe-welfare", "other_request": "请电话告知本人"}
    county.do("window1", half, "transfer", "23 10:00", **given, remarks="原件两份随单")
    yield "transfer-full", _of(who, half, "form-transfer", "2026-11-23 10:10")
    window = Window.objects.filter(centre__code=TOWN, active=True).first()
    assert window is not None
    standard, fonts = standards.standard("sichuan-township"), site_fonts()
    centre = current().units[TOWN]
    poster = poster_paper(centre, window, standard, Legible(fonts), "", "A4")
    yield "poster", pdf(poster, fonts, at("2026-11-23 10:00"))


def _blank(standard: str, form: str) -> bytes:
    from bancheng.library import standards
    from bancheng.papers.form_sheet import blank_paper
    from bancheng.papers.taking import site_fonts
    from bancheng.typesetting.legible import Legible
    from bancheng.typesetting.pdf import pdf
    from tests.casework.hall import at

    fonts = site_fonts()
    paper = blank_paper(standards.standard(standard), form, Legible(fonts))
    return pdf(paper, fonts, at("2026-11-23 10:00"))


def _of(user: object, case_no: str, kind: str, when: str) -> bytes:
    from bancheng.casework.look import look
    from bancheng.papers.on_offer import make, offers
    from bancheng.papers.taking import site_fonts
    from bancheng.people.models import User
    from bancheng.typesetting.legible import Legible
    from bancheng.typesetting.pdf import pdf
    from tests.casework.hall import at

    assert isinstance(user, User)
    found, fonts = look(user, case_no, at(when)), site_fonts()
    name = next(offer.name for offer in offers(found) if offer.name.startswith(kind))
    return pdf(make(found, name, Legible(fonts), masked=False), fonts, at(when))


if __name__ == "__main__":
    main()
