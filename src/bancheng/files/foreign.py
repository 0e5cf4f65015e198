"""不收的文件: the kinds that people bring and that cannot be taken, and what to do instead."""

from __future__ import annotations

from bancheng.files.kind import ALLOWED

PICTURE = "这种图片不能收，请另存为 JPG 或 PNG 再传。"
APPLE = (
    "这是 HEIC 照片，多数电脑打不开。请在手机“设置—相机—格式”里选“兼容性最佳”重拍，或者截图后再传。"
)
PACKED = "压缩包不能作为附件，请解压后把里面的文件一个一个地传。"
PROGRAM = "这是程序，不能作为附件。"
OLD_OFFICE = (
    "旧格式的 Word、Excel（doc、xls、wps、et）可能带宏，不收。请另存为 docx、xlsx 或 PDF 再传。"
)
SOUND = "录音、录像还不能作为附件。请另行保存，并写一条记录，说明存在哪里、由谁保管。"

# where it stands, what stands there, what is said
SIGNS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"MZ", PROGRAM),
    (0, b"\x7fELF", PROGRAM),
    (0, b"\xca\xfe\xba\xbe", PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", PROGRAM),
    (0, b"\xce\xfa\xed\xfe", PROGRAM),
    (0, b"\x00asm", PROGRAM),
    (0, b"dex\n", PROGRAM),
    (0, b"L\x00\x00\x00\x01\x14\x02\x00", "这是快捷方式，不是文件本身。请找到原文件再传。"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
    (0, b"Rar!", PACKED),
    (0, b"7z\xbc\xaf\x27\x1c", PACKED),
    (0, b"\x1f\x8b", PACKED),
    (0, b"BZh", PACKED),
    (0, b"\xfd7zXZ", PACKED),
    (0, b"\x28\xb5\x2f\xfd", PACKED),
    (0, b"MSCF", PACKED),
    (0, b"PK\x05\x06", PACKED),
    (257, b"ustar", PACKED),
    (0x8001, b"CD001", PACKED),
    (0, b"GIF8", PICTURE),
    (0, b"BM", PICTURE),
    (0, b"II*\x00", PICTURE),
    (0, b"MM\x00*", PICTURE),
    (0, b"\x00\x00\x01\x00", PICTURE),
    (0, b"8BPS", PICTURE),
    (0, b"\x00\x00\x00\x0cjP  ", PICTURE),
    (0, b"ID3", SOUND),
    (0, b"\xff\xfb", SOUND),
    (0, b"\xff\xf1", SOUND),
    (0, b"#!AMR", SOUND),
    (0, b"OggS", SOUND),
    (0, b"fLaC", SOUND),
    (0, b"\x1aE\xdf\xa3", SOUND),
    (0, b"\x30\x26\xb2\x75", SOUND),
    (0, b"RIFF", SOUND),
    (0, b"FLV", SOUND),
)
STILL = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
# The agreed test word that every virus scanner finds; no other signature is known here.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def what_is_said(content: bytes) -> str:
    """Why a file of a known foreign kind is not taken; empty where it is none of them.

    To be asked of what is no text: some signs are letters that a text may begin with.
    """
    if content[4:8] == b"ftyp":
        if content[8:12] in STILL:
            return APPLE
        return PICTURE if content[8:12] in (b"avif", b"avis") else SOUND
    for at, sign, said in SIGNS:
        if content[at : at + len(sign)] == sign:
            return said if said != PROGRAM else f"{PROGRAM}{ALLOWED}"
    return ""
