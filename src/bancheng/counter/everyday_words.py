"""说法不同、意思一样: what people say at a counter and what forms call it, so that both are found.

Language of the trade anywhere in the country, no region's. The first of a row stands for all of
it when two texts are compared. A row needs words of two characters or more, as shorter ones mean
too many things.
"""

from __future__ import annotations

import re

_ROWS = """
营业执照 执照 营照
不动产权证 房产证 房本 产权证 房屋所有权证
身份证 身份证件
户口簿 户口本
遗失 丢失 丢了 弄丢 不见了 掉了
去世 死亡 过世 身故 不在了 走了
父亲 爸爸 老爹
母亲 妈妈 老娘
祖父母 爷爷奶奶
孩子 小孩 娃娃 子女 儿女
配偶 妻子 丈夫 爱人 老婆 老公
老年人 老人家 老人
餐馆 饭馆 饭店 餐饮 小吃店
店铺 门店 铺面 门面 铺子 商铺
招牌 门头 广告牌 店招
开发商 房开 开发公司
供水 自来水 用水
退役 退伍
破产 倒闭 关门 停业
注销 销户 销掉
补办 补领 重办
出具 开具 开出
不予受理 不受理 不接收
不予 不给 不肯 不同意 拒绝
要求 必须 非要 一定要 硬要
盖章 公章 印章 签章
签字 签名
轮候 排队 排号
医疗保险 医保
养老保险 社会保险 社保
住房公积金 公积金
最低生活保障 低保
残疾人证 残疾证
驾驶证 驾照
道路运输证 营运证
出租车 的士
公租房 廉租房
入学 上学 读书
落户 上户口 入户
宅基地 建房 起屋 起房
缴纳 缴费 交费 交钱
津贴 补贴 补助
网上 系统 平台
工作人员 办事员 经办人
推诿 踢皮球 推来推去 互相推
合并 撤并
联系不上 失联 打不通
领取 领到 拿到
凭证 回执 收据
多次 好几次 几趟 好几趟
"""
ROWS = tuple(tuple(row.split()) for row in _ROWS.split("\n") if row)
MEANS = {word: row[0] for row in ROWS for word in row}
SAME = {word: tuple(other for other in row if other != word) for row in ROWS for word in row}
_AT_EVERY_COUNTER = """
材料 窗口 办理 工作 人员 没有 不能 要求 系统 提交 申请 部门 怎么 一直 现在 已经 多次 知道 我们
他们 你们 自己 这个 那个 还是 就是 不是 可以 需要 问题 情况 希望 请问 帮忙 协调 解决 答复 说法
今天 昨天 两个 三个 几个 一个 因为 所以 但是 如果 时候 上午 下午 交了 来了 跑了 说要 不了 办不
"""
ORDINARY = frozenset(_AT_EVERY_COUNTER.split())
"""Words of every counter: in a small centre they would look rare."""
ORDINARY_WEIGHS = 0.3
_KNOWN = re.compile("|".join(sorted(MEANS, key=lambda word: (-len(word), word))))


def plainly(text: str) -> str:
    """The text with one word for each meaning."""
    return _KNOWN.sub(lambda found: MEANS[found[0]], text)


def other_words(text: str) -> set[str]:
    """The other words for what a text says."""
    return {other for word in _KNOWN.findall(text) for other in SAME[word]}
