"""说明.txt: what this package is and how to check it, for whoever finds it in twenty years."""

from __future__ import annotations

from bancheng.archive.layout import Head

TEXT = """归档信息包

档号：{head.number}（第 {head.made} 次制作）
工单编号：{head.case}
立档单位：{centre}
制作时间：{head.at}（协调世界时）
日志步数：{head.version}

里面有什么
  papers/        文书，PDF/A-2b，01 是卷内目录
  attachments/   办理时附上的文件，原样；原来的文件名见 metadata.xml
  journal/       本件的日志摘录、旁存文字和签过名的检查点
  metadata.xml   元数据
  manifest.json  上面每个文件的大小和摘要（sha256）
  signature.json 对清单的签名（Ed25519）和公钥

怎么检测
  装有“办成”的任何一台机器，不用数据库：
    bancheng archive check 这个文件.zip --key 公钥
  公钥编号 {key}。公钥请向立档单位索取，不要只信包里带的那一份。

里面有姓名、电话和其他个人信息，只供依法保管和利用，请勿外传。
"""


def readme(head: Head, centre: str, key: str) -> bytes:
    """The text, in UTF-8 with a mark, so that every notepad reads it."""
    return TEXT.format(head=head, centre=centre, key=key).encode("utf-8-sig")
