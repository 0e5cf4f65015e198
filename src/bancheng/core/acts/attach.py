"""补充附件: papers that come by later join the case, as long as it is not archived.

People bring what is missing a day later, a department finds its own document: neither is a step of
the procedure, and no regulation lists it. Whoever may act on the case may add to it, at any stage,
because a paper that lies in a drawer until somebody's next step is a paper that gets lost
(XF-12, SC-7.4: every paper of the case). What is archived is archived.
"""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import ALL, Stage

ACT = Act(
    name="attach",
    term="补充附件",
    event="attached",
    possible=ALL - {Stage.ARCHIVED},
    asks=(ask.FILES,),
    may=(ask.TEXT,),
    core_by=("centre_staff", "any_assigned"),
    sentence=("补充附件 {files}", "：{text}"),
)
