"""The cohort that is to come: a few are enrolled, and a list as offices really send it waits to be checked."""

from datetime import date, timedelta

from cgtraining import clock
from cgtraining.cohorts.models import Cohort, Enrolment, RosterImport
from cgtraining.cohorts.operations import CohortValues
from cgtraining.cohorts.roster import operations, reading
from cgtraining.database import db
from cgtraining.demo import running, teaching
from cgtraining.demo.cast import CEDAR_TO_COME
from cgtraining.demo.opening import open_cohort
from cgtraining.demo.people import give_account
from cgtraining.demo.setting import Setting

STARTS_IN = timedelta(days=26)
LASTS = timedelta(days=364)
DAYS_BETWEEN = timedelta(days=24)
FILE_NAME = "雪松计划第十期报名汇总.csv"
# Titles above the head, a full-width number, a person who is known, a row twice, one without a name, a total.
ROSTER = """
雪松计划第十期报名汇总表,,,,,,,
填报单位：雪松社区治理研修院教务处,,,,,,,
,,,,,,,
序号,姓名,性别,工作单位,职务,手机号码,电子邮箱,所在地
1,俞 清,女,北京西城社区基金会,秘书长,13900610001,newcomer61@example.org,北京市
2,谭明澈,男,天津南开社会工作协会,会长,139 0061 0002,newcomer62@example.org,天津市
3,龚语桐,女,苏州工业园区社区发展促进会,主任,１３９００６１０００３,newcomer63@example.org,江苏省苏州市
4,慕容知远,男,宁波海曙社区服务中心,主任,13900610004,newcomer64@example.org,浙江省宁波市
5,古丽米热·艾山,女,喀什古城社区居民委员会,书记,13900610005,newcomer65@example.org,新疆维吾尔自治区
6,龚语桐,女,苏州工业园区社区发展促进会,主任,13900610003,newcomer63@example.org,江苏省苏州市
7,江漫天,男,南昌东湖社区基金会,理事长,,cedar2018-17@example.org,江西省南昌市
8,石砚秋,男,石家庄长安社区服务中心,副主任,13900610008,newcomer68@example.org,河北省石家庄市
9,,女,成都金牛社区发展基金会,项目官员,13900610009,newcomer69@example.org,四川省成都市
10,闻人语,女,武汉东湖社会创新园,主任,13900610010,newcomer70@example.org,湖北省武汉市
,合计：10人,,,,,,
"""


def tell(setting: Setting) -> tuple[Cohort, RosterImport]:
    """The first who enrolled can sign in and looks forward to the first session."""
    starts = clock.today() + STARTS_IN
    cohort, enrolments = _open(setting, starts)
    give_account(enrolments[0].person)
    running.invite(setting, cohort)
    running.reply(enrolments[1:])
    key = operations.keep_file(ROSTER.strip().encode("gb18030"))
    listed = operations.begin_import(cohort=cohort, file_name=FILE_NAME, file_key=key, actor=setting.office)
    db.session.commit()
    reading.proceed(listed.id)
    return cohort, listed


def _open(setting: Setting, starts: date) -> tuple[Cohort, list[Enrolment]]:
    title_zh, title_en = "雪松计划第十期", "Cedar Program, Cohort 10"
    values = CohortValues(f"CEDAR-{starts.year}-10", title_zh, title_en, starts, starts + LASTS, capacity=30)
    cohort, enrolments = open_cohort(setting, values, CEDAR_TO_COME, "newcomer")
    count = sum(len(module.units) for module in cohort.curriculum.modules)
    days = [starts + number * DAYS_BETWEEN for number in range(count)]
    teaching.plan_sessions(cohort, days, (setting.trainer, setting.class_teacher), setting.office)
    return cohort, enrolments
