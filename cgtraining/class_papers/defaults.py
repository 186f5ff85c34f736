"""What the papers of a class say until somebody writes it for the cohort."""

from cgtraining.class_papers.models import PaperTexts
from cgtraining.language.text import BilingualText

WELCOME = BilingualText(
    "各位学员：\n欢迎参加本次培训。这本手册收录了课程安排、学习须知、分组名单和联系方式，供您在培训期间随时查阅。"
    "如有任何需要，请随时与班主任联系。\n祝大家学习愉快，收获满满！",
    "Dear trainees,\nWelcome. This handbook holds the timetable, the rules of the class, the groups and how to reach "
    "each other. Whenever you need anything, turn to the class teacher.\n"
    "We wish you a good time and much to take home.",
)
RULES = BilingualText(
    "按时参加全部课程，课前签到，课后按要求签退。\n"
    "因故不能上课的，事先填写请假条，经批准后方可离开；返回后及时销假。\n"
    "上课期间手机静音，不随意走动，不录音录像；课件资料仅供本人学习使用。\n"
    "积极参与小组研讨，按时完成作业和实践项目。\n"
    "互相尊重，讨论就事论事；学员个人信息不对外传播。\n"
    "注意人身和财物安全，外出结伴并告知班主任；遇有紧急情况立即报告。",
    "Attend every session; sign in before it and, where asked, sign out after it.\n"
    "If you cannot come, hand in a leave slip beforehand and wait for the approval; report back when you return.\n"
    "Keep phones silent and do not record; handouts are for your own study.\n"
    "Take part in the work of your group, and hand in assignments and the practice project in time.\n"
    "Respect one another, argue about matters and not about persons, and keep what you learn of classmates "
    "to yourself.\n"
    "Look after yourself and your belongings, go out together and tell the class teacher; report emergencies at once.",
)
BRING = BilingualText(
    "本通知书\n居民身份证原件\n换洗衣物及个人常用药品",
    "This letter\nYour identity document\nClothes and the medicine that you take",
)


def welcome_of(texts: PaperTexts) -> BilingualText:
    return texts.welcome or WELCOME


def rules_of(texts: PaperTexts) -> BilingualText:
    return texts.rules or RULES


def bring_of(texts: PaperTexts) -> BilingualText:
    return texts.bring or BRING


def lines_in(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
