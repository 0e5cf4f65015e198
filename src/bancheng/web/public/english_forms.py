"""English: handing in, the receipt, the petitioner's own acts, and what may go wrong with them."""

from __future__ import annotations

from bancheng.petitioner import question

FORMS_IN_ENGLISH: dict[str, str] = {
    "时间到了，刚才的没有交上": "Your time was over; this was not sent",
    "半小时没有动，就自己退出了。": "After half an hour you were signed out. ",
    "您写的还在。再查一次，就放回来。": (
        "What you wrote is still here. Ask once more and it is put back. "
    ),
    "名字要再签一次。": "Please sign again.",
    "下面是您写的，要用请先抄下来。": "This is what you wrote; copy it if you need it.",
    "这一页是另一件事的，没有交上": "This page is about another matter; it was not sent",
    "后来打开的，是下面这一件：": "The one you opened later is this:",
    "看这一件": "See this one",
    "要办刚才那一件": "To go on with the other",
    "请写那一件的查询码。": "Please give the query code of that one. ",
    "写三样就够：什么事、姓名、电话。": "Three things are enough: what happened, name, phone. ",
    "别的能写就写。": "Add what you can.",
    "还没有交上。": "Not sent yet. ",
    "上次写了没交的，已经放回来了。": "What you typed last time is back. ",
    "照片要再选一次。": "Please choose the photos again.",
    "刚才交的已经收到了，不用再交。": "What you just sent has arrived. Do not send it again. ",
    "要说另一件事，就在这里写。": "For another matter, write here.",
    "清掉重写": "Clear and start again",
    "什么事没办成": "What could not be done",
    "在哪里办，卡在哪一步，跑了几趟。": "Where, at which step, how many visits.",
    "您的姓名": "Your name",
    "您的电话": "Your phone",
    "窗口打这个电话找您。查进度要用后四位。": (
        "The window calls you here. Its last four digits open your case."
    ),
    "照片和材料，有就附上": "Photos and papers, if you have any",
    "照片和文件": "Photos and files",
    "可以现在拍。最多 {most} 个，每个不超过 {largest}。": "Up to {most}, each up to {largest}.",
    "还想多写一点": "More details (optional)",
    "本来要办的是什么": "What you wanted to get done",
    "卡在哪个部门": "Which department",
    "不知道，不选也行": "I do not know",
    "我要说的是这个部门的人态度不好": "It is about the conduct of that department's staff",
    "选了这一项，这个部门的人看不到您说的话。": "If you tick this, that department cannot see it.",
    "有人帮您写？": "Is somebody helping you write?",
    "请留下帮忙的人。": "Please leave the helper's name and phone. ",
    "上面还是写您自己的姓名和电话。": "Your own stay above.",
    "帮忙的人姓名": "Helper's name",
    "帮忙的人电话": "Helper's phone",
    "这一栏不要填": "Leave this empty",
    "您写的这些，我们怎么用": "What we do with these details",
    "只用来办您的事，和您联系。": "Used only for your matter and to reach you.",
    "存 {years} 年，到期删掉姓名和电话。": (
        "Kept for {years} years; then name and phone are deleted."
    ),
    "按档案的规定存，不作别的用。": "Kept under the rules for archives, for nothing else.",
    "您可以来看、来改、要求删。": "You may ask to see, correct or delete them. ",
    "打 {phone}，或者到窗口。": "Call {phone} or come to the window.",
    "管这些信息的是{holder}。": "Responsible: {holder}.",
    "依据：个人信息保护法第十七条。": "Personal Information Protection Law, article 17. ",
    "交上来，就是您知道了这些。": "By sending you confirm that you have read this.",
    "提交": "Send",
    "清除写的内容": "Clear what I typed",
    "写的字只存在这台机器上，三天后自己清掉。": (
        "Your words are kept on this device only, for three days. "
    ),
    "用的是大厅的机器，没交就走，请点清除。": "On a shared terminal, clear them before you leave.",
    "收到了": "Received",
    "这件事前面就收到了。": "This matter had arrived before. ",
    "这一步前面就收到了。": "This step had arrived before. ",
    "后来改的、加的，没有收进去。": "What you changed or added since is not in it. ",
    "要改要补，请打 {phone}，或者到窗口说。": (
        "To change or add, call {phone} or come to the window."
    ),
    "要改要补，请到窗口说。": "To change or add, come to the window.",
    "您这次写的是：": "This time you wrote:",
    "窗口会先记下来，再打电话告诉您。": "The window registers it and then calls you.",
    "查进度时，和手机号后四位 {digits} 一起填。": "To check, use it with the four digits {digits}.",
    "扫一扫，打开查进度的页面。": "Scan this to open the page that shows progress.",
    "查询码会自己填好。": "The code fills itself in.",
    "查询码只显示这一次。": "The query code is shown only now. ",
    "请抄下来、截图，或者打印。": "Write it down, take a screenshot, or print it. ",
    "不要给别人看。": "Show it to nobody.",
    "打印": "Print",
    "现在就查一查": "Check it now",
    "同一个网络来的，这一会儿太多了。": "Too many came from your network in a short time. ",
    "请过 {minutes} 分钟再交。": "Please send it again in {minutes} minutes. ",
    "您写的都还在这一页。": "All you wrote is still on this page. ",
    "照片也在。": "So are your photos.",
    "急的，请打电话，或者到窗口来。": "If it is urgent, call or come to the window.",
    "这一页放得太久了。您写的都还在，请再按一次“提交”。": (
        "This page was open too long. Please press “Send” again."
    ),
    "这几个这次没有留下，请再选一次：": "These could not be kept. Please choose them again:",
    "{first}加{second}等于几？": "How much is {first} plus {second}?",
    "这会儿交来的多，所以问一句。": "Many are writing right now, so we ask. ",
    "答对了就收。写数字就行。": "Answer with a number, and your matter is taken.",
    "这会儿交来的多，请答下面这道小题。您写的都还在。": (
        "Many are writing right now: please answer the small question below. "
        "All you wrote is still here. "
    ),
    "数不对，请再算下面这一道。您写的都还在。": (
        "That is not the sum. Please try the one below. All you wrote is still here. "
    ),
    **dict(zip(question.CHINESE, question.ENGLISH, strict=True)),
    "请写写是什么事。一两句话也行。": "Please say what happened. A sentence or two will do.",
    "请写您的姓名。": "Please give your name.",
    "请写您的电话，窗口好找到您。": "Please give your phone, so that the window can reach you.",
    "您说的是工作人员的态度，请选是哪个部门的。": (
        "It is about conduct: please choose the department."
    ),
    "补材料": "Add papers",
    "核对记下的内容": "Check the record",
    "说说办得怎么样": "Rate how it went",
    "不同意，请人再看": "I disagree: have it looked at again",
    "还没有解决，请重新办": "Not settled: take it up again",
    "不办了，撤回": "Withdraw",
    "请您把缺的材料补来。": "Please send the papers that are missing.",
    "请您核对记下的内容。": "Please check what was put on record.",
    "收到了您补的材料。": "Your papers arrived.",
    "记下了，谢谢您核对。": "Noted. Thank you for checking.",
    "记下了，谢谢您。": "Noted. Thank you.",
    "记下了，会有人来管。": "Noted. Somebody will see to it.",
    "记下了，会有人再看一次。": "Noted. Somebody will look at it again.",
    "记下了，会重新办。": "Noted. It will be taken up again.",
    "已经撤回。": "Withdrawn.",
    "窗口是这样记的": "This is what the window wrote",
    "记得不对，请打电话让窗口改，改好再签。": (
        "If it is wrong, call the window and sign once it is put right."
    ),
    "写上您的姓名": "Type your name",
    "签名框：用手指签名。不用手指的，在上面写姓名。": (
        "Sign here with a finger, or type your name above."
    ),
    "或者用手指在框里签名": "or sign in the box",
    "重签": "Sign again",
    "记得对，签名": "It is right: sign",
    "先不办，回去": "Not now, go back",
    "先不说，回去": "Not now, go back",
    "还缺的是": "Still missing",
    "没有收的事，可以请别的人再看一次。": "Somebody else can look again at what was not taken. ",
    "不收钱，也不影响您去别处说。": "Free of charge; your other rights stay.",
    "撤回以后，就不再往下办了。": "Once withdrawn, nothing more is done. ",
    "以后想再办，可以重新来。": "You can come again later.",
    "没有解决的，我们重新办。": "What is not settled is taken up again.",
    "想说明的话，可以不写": "Anything to add (optional)",
    "为什么撤回，可以不写": "Why (optional)",
    "为什么": "Why",
    "交上去": "Send",
    "确定撤回": "Withdraw it",
    "说真话就好。打不打分，都不影响您的事。": (
        "Say what you think. It does not affect your matter. "
    ),
    "没有解决，会有人接着管。": "If it is not settled, somebody follows it up.",
    "解决了吗？": "Is it settled?",
    "您满意吗？": "Are you satisfied?",
    "想说的话，可以不写": "Anything to say (optional)",
    "请选照片或者文件，或者写几个字。": "Please choose a photo or file, or write a few words.",
    "请在框里签名，或者写上您的姓名。": "Please sign in the box or type your name.",
    "请写写为什么。": "Please say why.",
    "请选一个：满意不满意。": "Please choose how satisfied you are.",
    "现在不能这样做了。请回去看看走到哪一步。": "This cannot be done now. See where it stands.",
    "这不像电话号码。手机是 11 位，座机要带区号。": "This is no phone number we can call.",
    "这是服务号码，打过去找不到您。请写自己的手机或者座机。": (
        "This is a service number: we would not reach you. Please give your own phone."
    ),
    "请从列出的里面选一个。": "Please choose one of those listed.",
    "这一页不对。请退回去，刷新一下再交。": "Please go back, reload the page and send again.",
    "有文件放得太久，不在了。请重新选。": "A file waited too long. Please choose it again.",
    "写得太长了。可以把详细的拍成照片附上。": "This is too long. You can attach a photo instead.",
    "是": "yes",
    "否": "no",
    "已解决": "settled",
    "部分解决": "partly settled",
    "未解决": "not settled",
    "其他": "other",
    "非常满意": "very satisfied",
    "满意": "satisfied",
    "基本满意": "fairly satisfied",
    "不满意": "dissatisfied",
    "非常不满意": "very dissatisfied",
    "扫一扫，查进度": "Scan to check progress",
    "办到哪一步，发短信告诉您。": "You are told of each step by text. ",
    "发短信的公司看得到您的号码。": "The company that sends texts sees your number.",
    "从别的平台转来的。": "You come from another platform. ",
    "那边填过的已经放好，请看看对不对。": "What you filled in there is here; please check it. ",
    "看好了，再按“提交”。": "Then press Submit.",
    "回到原来的平台": "Back to the platform",
    "这件事交过了": "Handed in already",
    "窗口已经收到，不用再交。": "The window has it; do not send it again. ",
    "用上次给您的查询码，可以查进度。": "Ask with the query code you were given. ",
    "查询码找不到了，打电话问窗口。": "If you lost the code, call the window.",
    "没有转过来": "Nothing was handed over",
    "在这里重新写": "Write it here",
    "这一页放得太久了。请回到原来的平台，再点一次。": (
        "Too long ago. Go back to the platform and try again."
    ),
    "原来平台的时间不对，再点也不行。请打电话问窗口。": (
        "The other platform's clock is wrong, so trying again will not help."
        " Please call the window."
    ),
    "转过来的内容读不出来。请回到原来的平台，再点一次。": (
        "It cannot be read. Go back to the platform and try again."
    ),
    "这一页已经打开过了。请回到原来的平台，再点一次。": (
        "It was opened before. Go back to the platform and try again."
    ),
    "转过来的内容太长了。请回到原来的平台，写短一点。": (
        "It is too long. Go back to the platform and write less."
    ),
}
