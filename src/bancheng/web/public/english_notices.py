"""English: why a file was not taken, what went wrong, who holds it, what becomes of details."""

from __future__ import annotations

NOTICES_IN_ENGLISH: dict[str, str] = {
    "看得到的人：窗口、去办的部门、盯着办的人。": (
        "Seen by the window, the department that acts, and those who watch over it."
    ),
    "身份证能不拍就不拍。": "Do not photograph your identity card unless you must. ",
    "要拍，请把用不着的地方遮住。": "If you must, cover what is not needed.",
    "谁看得到、存多久，全写在这里": "Who sees it, how long it is kept: read all of it here",
    "能办什么、要带什么": "What we do, what to bring",
    "为什么要这些": "What for",
    "谁看得到": "Who sees it",
    "这个窗口的事，他们都看得到：": "They see all matters of this window: ",
    "只看得到交给他们的事：": "They see only what is handed to them: ",
    "只看得到请他们定的事：": "They see only what they are asked to decide: ",
    "只看得到说人态度不好的事：": "They see only complaints about conduct: ",
    "您说谁态度不好，谁就看不到。": "Whoever you complain about cannot see it.",
    "办完以后来问您满意不满意的：": "They ask you later whether you are satisfied: ",
    "他们看得到事情的开头，和您的电话。": "They see how your matter begins, and your phone.",
    "交到上一级的事，上一级看得到。": "What is handed to the level above is seen there.",
    "和窗口连着的系统：": "Systems connected to the window: ",
    "管系统的人看不到您的事。": "The system's administrator cannot see your matter.",
    "从热线转来的事，办得怎么样会告诉热线。": (
        "If it came from the hotline, the hotline is told how it goes."
    ),
    "从企业专区来的事，答复会送回专区。": (
        "If it came from the zone for firms, the answer goes back there."
    ),
    "从别的平台转来的，那边也有您填的。": (
        "If it came from another platform, that one has what you wrote, too."
    ),
    "评价的平台只收分数，不收姓名和电话。": (
        "The platform for ratings gets the rating, no name and no phone."
    ),
    "照片和证件": "Photos and identity papers",
    "看得到您的事的人，也看得到照片和文件。": (
        "Whoever sees your matter sees the photos and files, too."
    ),
    "照片里藏着的拍摄地点，会自动去掉。": "The place hidden in a photo is taken out.",
    "照片和您的事存得一样久，一起清掉。": (
        "Photos are kept as long as your matter and deleted with it."
    ),
    "选了没有交的照片，一天以后清掉。": "Photos chosen and not sent are gone after a day.",
    "存多久": "How long",
    "存档以后，整套材料存到期满，再由人看过销毁。": (
        "Once filed, the whole is kept until its term ends; people then decide to destroy it."
    ),
    "您能要求什么": "What you may ask for",
    "记错了，请窗口改。改过什么，都有记录。": (
        "If something is wrong, the window corrects it. Every change is on record."
    ),
    "谁负责": "Who is responsible",
    "管什么：": "What they do: ",
    "看您的事归谁管": "find who is in charge of your matter",
    "把您的事交给部门": "hand your matter to a department",
    "商量难办的事": "decide on difficult matters",
    "盯着部门按时办": "see that departments act in time",
    "没有收的事，再看一次": "look again at what was not taken on",
    "查您说的情况": "look into what you told",
    "没有这一页": "There is no such page",
    "网址可能打错了。请再扫一次二维码，或者打窗口的电话。": (
        "The address may be mistyped. Scan the code again, or call the window."
    ),
    "这一页放得太久了": "This page was open too long",
    "请退回去，刷新一下再交。写的字一般还在。": (
        "Go back, reload and send again. What you wrote is usually still there."
    ),
    "没有看懂": "This was not understood",
    "传来的内容不完整。请退回去再交一次。": (
        "What arrived is not complete. Go back and send it again."
    ),
    "出了点毛病": "Something broke",
    "请退回去再交一次，交两次也只算一件。还不行，请打窗口的电话。": (
        "Go back and send it again; sent twice it counts once. If that fails, call the window."
    ),
    "现在忙不过来": "Too busy just now",
    "请过一会儿再试。急的，请打窗口的电话。": (
        "Please try again in a while. If it is urgent, call the window."
    ),
    "有的照片和文件没有收，请看下面。不要它，也可以再交。": (
        "Some photos or files were not taken; see below. You can also send without them."
    ),
    "照片和文件太多，收不下了。请带到窗口来。": (
        "There are too many photos and files. Please bring them to the window."
    ),
    "框里还没有签名。写上姓名也可以。": "There is no signature yet. Writing your name will do.",
    "签名没有传好。请再签一次，或者写姓名。": (
        "The signature did not arrive. Please sign again or write your name."
    ),
    "“{name}”没有收。": "“{name}” was not taken. ",
    "它太大了。请缩小，或者拍成照片再传。": (
        "It is too large. Make it smaller, or send a photo of it."
    ),
    "里面有不安全的东西。请拍成照片再传。": (
        "Something in it is not safe. Please send a photo of it."
    ),
    "它坏了，打不开。请重新拍，或者重新选。": (
        "It is damaged and cannot be opened. Take or choose it again."
    ),
    "这种文件不收。请拍成照片，或者存成 PDF。": (
        "This kind of file is not taken. Send a photo of it, or save it as PDF."
    ),
    "它是空的。请重新选。": "It is empty. Please choose again.",
    "压缩包不收。请解开，一个一个地传。": (
        "Packed files are not taken. Unpack it and send the files one by one."
    ),
    "它有密码，打不开。请去掉密码再传。": "It has a password. Remove it and send the file again.",
    "最多 {most} 个，多出来的没有收。": "{most} at most; the others were not taken.",
    "今天传的太多了。请明天再传，或者到窗口来。": (
        "Too many were sent today. Try tomorrow, or come to the window."
    ),
    "现在存不上。请过一会儿再传，或者到窗口来。": (
        "It cannot be kept just now. Try again later, or come to the window."
    ),
}
