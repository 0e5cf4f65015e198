"""ATT-3: whatever a file is called, the name that is kept is harmless and still says something."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bancheng.files.kind import Kind
from bancheng.files.limits import LONGEST_NAME
from bancheng.files.naming import harmless, safe_name

NAMES = {
    "身份证.pdf": "身份证.pdf",
    "身份证": "身份证.pdf",
    "身份证.PDF": "身份证.pdf",
    "2024.11.23 情况说明（定稿）.pdf": "2024.11.23 情况说明(定稿).pdf",
    "../../etc/passwd": "passwd.pdf",
    "..\\..\\windows\\system.ini": "system_ini.pdf",
    "C:\\材料\\证明.pdf": "证明.pdf",
    "／etc／证明.pdf": "证明.pdf",
    "证明.pdf/": "附件.pdf",
    "..": "附件.pdf",
    ".": "附件.pdf",
    "": "附件.pdf",
    "   ": "附件.pdf",
    ".htaccess": "htaccess.pdf",
    "证明.pdf.exe": "证明_pdf_exe.pdf",
    "证明.exe.pdf": "证明_exe.pdf",
    "证明．exe": "证明_exe.pdf",
    "证明.e\u200bx\u200de": "证明_exe.pdf",
    "证明\u202efdp.exe": "证明fdp_exe.pdf",
    "证\u2066明\u2069.pdf": "证明.pdf",
    "证明\ufeff.pdf": "证明.pdf",
    "证明\u00ad.pdf": "证明.pdf",
    "证明\u3164.pdf": "证明.pdf",
    "证明\ufe0f.pdf": "证明.pdf",
    "证\x00明.pdf": "证明.pdf",
    "证明\r\nX-Header: 1.pdf": "证明X-Header_ 1.pdf",
    "证\u2028明\u2029.pdf": "证明.pdf",
    "证明.pdf:evil.exe": "证明_pdf_evil_exe.pdf",
    "证明.pdf::$DATA": "证明.pdf__$DATA.pdf",
    'a"b<c>d|e?f*g;h.pdf': "a_b_c_d_e_f_g_h.pdf",
    "%2e%2e%2fpasswd": "_2e_2e_2fpasswd.pdf",
    "CON.pdf": "_CON.pdf",
    "nul": "_nul.pdf",
    "com1.txt.pdf": "com1_txt.pdf",
    "COM¹.pdf": "_COM1.pdf",
    "lpt9 .pdf": "_lpt9.pdf",
    "aux.照片.pdf": "_aux.照片.pdf",
    "证明.pdf. . .": "证明.pdf",
    "  证   明  .pdf": "证 明.pdf",
    "照片.jpg": "照片.pdf",
    "\U00031350\ue000生僻.pdf": "\U00031350\ue000生僻.pdf",
    "𝒜.pdf": "A.pdf",
    "ﬁle.pdf": "file.pdf",
}


@pytest.mark.parametrize("sent", NAMES, ids=[f"{n:02}" for n in range(len(NAMES))])
def test_a_name_is_made_harmless(sent: str) -> None:
    assert safe_name(sent, Kind.PDF) == NAMES[sent]


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("很" * 500 + ".xlsx", Kind.XLSX)
    assert len(name) == LONGEST_NAME
    assert name.endswith("很.xlsx")


@given(st.text(st.characters(), max_size=300), st.sampled_from(Kind))
def test_whatever_is_sent_the_name_fits_every_desk(sent: str, kind: Kind) -> None:
    name = safe_name(sent, kind)
    assert 0 < len(name) <= LONGEST_NAME
    assert name.endswith(kind.endings)
    assert not set(name) & set('/\\:*?"<>|;%\x00')
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in name)
    assert not name.startswith((" ", "."))
    assert safe_name(name, kind) == name
    assert len(harmless(sent)) <= LONGEST_NAME
