"""Reads a page as somebody does who knows no office: short sentences, no word of the trade.

A sentence ends at any mark, and where a part of the page ends. A word of the list may stand where
its plain meaning stands beside it, on the same page part.
"""

from __future__ import annotations

import html
import re

LONGEST = 25
TRADE = {
    "甄别": "看归谁管",
    "承办": "去办",
    "办结": "办完",
    "督办": "盯着",
    "催办": "催",
    "分办": "交给",
    "转办": "交给",
    "交办": "交给",
    "派单": "交给",
    "受理": "收下",
    "补正": "补",
    "退单": "退回",
    "认领": "接手",
    "反馈": "告诉",
    "回访": "打电话",
    "归档": "存起来",
    "诉求": "您的事",
    "台账": "记录",
    "提级": "上一级",
    "协办": "帮着办",
    "牵头": "主要办",
    "销号": "了结",
    "核查": "查",
    "并案": "合在一起",
    "时限": "最晚",
    "容缺": "缺",
    "首问": "先接待",
    "研判": "商量",
    "工单": "编号",
    "闭环": "到底",
    "堵点": "卡住",
    "作风": "态度",
    "不予": "不",
    "予以": "",
    "互为前置": "互相等",
}
"""Words of the office, and what stands beside them where they must be said."""
HIDDEN = re.compile(r"<(script|style|head)\b.*?</\1>", re.S)
QUOTED = re.compile(r'<blockquote>.*?</blockquote>|<[a-z]+[^>]* lang="zh".*?</[a-z]+>', re.S)
"""What somebody else wrote — the petitioner, a clerk — and the clauses' own names."""
PART = re.compile(
    r"</?(?:p|li|h[1-6]|div|section|label|legend|button|a|dt|dd|option|small|span|ol|ul|dl|form"
    r"|nav|header|footer|main|b|br|title|summary|blockquote|fieldset)\b[^>]*>"
)
TAG = re.compile(r"<[^>]+>")
MARK = re.compile(r"[，。；：！？、,.;:!?（）()《》“”\"'—…\s/　]+")


def parts(page: str) -> list[str]:
    """What stands on a page, part by part."""
    text = QUOTED.sub("\n", HIDDEN.sub("\n", page))
    text = html.unescape(TAG.sub("", PART.sub("\n", text)))
    return [line.strip() for line in text.split("\n") if line.strip()]


def faults(page: str) -> list[str]:
    """What a petitioner would stumble over."""
    found = []
    for part in parts(page):
        for sentence in MARK.split(part):
            if len(sentence) > LONGEST and re.search(r"[\u4e00-\u9fff]", sentence):
                found.append(f"too long ({len(sentence)}): {sentence}")
        for word, meaning in TRADE.items():
            if word in part and (not meaning or meaning not in part.replace(word, "")):
                found.append(f"{word}: {part}")
    return found
