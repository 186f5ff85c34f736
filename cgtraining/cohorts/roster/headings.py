"""Which field a column holds, told by the words of its heading, in Chinese (both scripts) and English."""

import enum
import re
import unicodedata
from functools import lru_cache

from cgtraining.language.traditional import simplified


class Field(enum.Enum):
    NAME = "name"
    NAME_LATIN = "name_latin"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    GENDER = "gender"
    ORGANIZATION = "organization"
    ORGANIZATION_AND_POSITION = "organization_and_position"
    POSITION = "position"
    PHONE = "phone"
    EMAIL = "email"
    CONTACT = "contact"
    PROVINCE = "province"
    CITY = "city"
    REGION = "region"
    GROUP = "group"
    LANGUAGE = "language"
    REMARK = "remark"
    NUMBER = "number"
    IGNORED = "ignored"


Rules = tuple[tuple[Field, re.Pattern[str]], ...]


def _rules(*pairs: tuple[Field, str]) -> Rules:
    return tuple((field, re.compile(words)) for field, words in pairs)


SOMEBODY_ELSE = _rules(
    (
        Field.IGNORED,
        r"紧急|emergency|导师|mentor|(?<!被)推荐人|介绍人|家属|配偶|曾用名|username|用户名|昵称|nickname|middlename",
    ),
)
# Read with what stands in brackets: 姓名（英文）is not a Chinese name.
SCRIPTS = _rules(
    (Field.NAME, r"中英文|中文(?:及|和|与)英文"),
    (Field.NAME_LATIN, r"拼音|pinyin|英文名|英文姓名|外文名|姓名英文|latin|englishname|name(?:in)?english|romani[sz]"),
    (Field.NAME_LATIN, r"护照姓名|name.*passport|passportname"),
    (Field.NAME, r"中文名|中文姓名|姓名中文|chinesename|name(?:in)?chinese"),
    (
        Field.CONTACT,
        r"(?:手机|电话|phone|mobile).*(?:邮箱|邮件|电邮|mail)|(?:邮箱|邮件|电邮|mail).*(?:手机|电话|phone|mobile)",
    ),
    (Field.FAMILY_NAME, r"^姓$|^姓氏|surname|familyname|lastname|^name(?:last|family)$"),
    (Field.GIVEN_NAME, r"^名$|givenname|firstname|forename|^name(?:first|given)$"),
)
# Read without it: 姓名（与身份证一致）is a name.
IDENTITY = _rules((Field.IGNORED, r"身份证|证件|护照|通行证|idcard|idno|idnumber|identity|passport"))
# The same thing in the other language, in a column of its own: asked only where the first column is empty.
VERSIONS = _rules(
    (
        Field.ORGANIZATION,
        r"(?:单位|机构|公司|组织|organi[sz]ation|company).*(?:中文|chinese)|chinese.*(?:organi[sz]ation|company)",
    ),
    (
        Field.ORGANIZATION,
        r"(?:单位|机构|公司|组织|organi[sz]ation|company).*(?:英文|english)|english.*(?:organi[sz]ation|company)",
    ),
    (Field.ORGANIZATION, r"(?:推荐|选送|派出|主管)(?:单位|机构)"),
    (Field.POSITION, r"(?:职务|职位|position|title).*(?:英文|english)|english.*(?:position|title)"),
)
# The order decides between headings that hold several words, and which of two columns of one field is asked first.
RULES = _rules(
    (Field.EMAIL, r"e?mail|邮箱|电邮|邮件|电子信箱"),
    (Field.PHONE, r"手机|移动电话|流动电话|行动电话|手提|mobile|cell"),
    (Field.IGNORED, r"传真|fax|微信|wechat|weixin|^qq|签名|签到|signature|银行|账号|发票|税号"),
    (Field.IGNORED, r"(?:单位|机构|组织)(?:性质|类型|类别|地址|规模|简介)|地址|住址|address|邮编|postcode|zip"),
    (Field.IGNORED, r"籍贯|户籍|户口|民族|政治|党派|学历|学位|学校|院校|毕业|专业|education|degree|major|political"),
    (
        Field.IGNORED,
        r"出生|生日|birth|年龄|^age|日期|时间|date|time$|成立|简介|照片|photo|国籍|国家|country|nationality",
    ),
    (Field.IGNORED, r"住宿|房间|饮食|车次|航班|尺码|是否|届别|年限"),
    (
        Field.PHONE,
        r"(?<!办公)(?<!单位)(?<!固定)(?<!座机)电话|^phone|^(?:contact)?(?:tele)?phone|^tel|联系号码|whatsapp",
    ),
    (Field.PHONE, r"办公电话|单位电话|固定电话|座机|固话|phone|landline"),
    (Field.CONTACT, r"联系方式|联络方式|通讯方式|通讯号码|contact"),
    (Field.GENDER, r"性别|^sex|gender"),
    (Field.ORGANIZATION_AND_POSITION, r"(?:单位|机构|公司).{0,2}(?:职务|职位|职称)|(?:职务|职位).{0,2}(?:单位|机构)"),
    (Field.ORGANIZATION_AND_POSITION, r"(?:organi[sz]ation|company).{0,3}(?:position|title)"),
    (
        Field.REGION,
        r"地区|区域|地域|所在地|省.{0,2}市|来自|province.{0,3}city|city.{0,3}province|region|location|^area",
    ),
    (Field.PROVINCE, r"省$|省份|^省|province"),
    (Field.CITY, r"城市|地市|地级市|^市|[在属]市$|市州|^city"),
    (Field.IGNORED, r"区县|县区|^[区县]$|district|county"),
    (Field.GROUP, r"小组|组别|分组|^组(?!织)|组名|组号|group|team"),
    (Field.POSITION, r"职务|职位|岗位|头衔|jobtitle|position|designation|^title|^post|^role|^job"),
    (Field.POSITION, r"职称|职业|occupation"),
    (
        Field.ORGANIZATION,
        r"单位|机构|公司|组织|organi[sz]ation|company|employer|institution|affiliation|workplace|^org",
    ),
    (Field.ORGANIZATION, r"(?:基金会|协会|学会|社团|企业|社工站|服务站|工作站|村|居)(?:委会)?(?:名称|全称)"),
    (Field.ORGANIZATION, r"^所属|^(?:所在)?(?:社区|街道|部门|村居)|department"),
    (Field.LANGUAGE, r"语言|语种|language"),
    (Field.NUMBER, r"序号|编号|学号|^no$|^number$|^id$|^sn$|^号$"),
    (Field.NAME, r"^(?:学员|参训(?:人员|学员)?|参会(?:人员)?)?姓名(?:name)?$|^name姓名$"),
    (
        Field.NAME,
        r"姓名|名字|fullname|^name|^(?:被|拟)?(?:参训|参会|参加|参学|参与|报名|培训|录取|推荐|候选|申请)?"
        r"(?:学员|人员|代表|人选|对象|者|人)(?:名单|名称)?(?:name)?$",
    ),
    (Field.NAME, r"^(?:trainee|student|participant|member|attendee|delegate)s?(?:full)?(?:name)?s?$"),
    (Field.REMARK, r"备注|说明|附注|remark|^note|comment|memo"),
    (Field.NAME, r"^联系人"),
)
# Whoever answers for an organization: the person meant only where the list has no other column for names.
SPOKESMAN = re.compile(
    "联系人|负责人|联络人|联络员|法人|法定代表人|填表人|填报人|经办人|领队|带队|主管领导|contactperson|personincharge"
)
BRACKETS = re.compile(r"[(\[【〔<].*?[)\]】〕>]", re.DOTALL)
NOT_WORDS = re.compile(r"[\W\d_]+")
LONGEST_HEADING = 80


def compact(text: str) -> str:
    """Only letters, simplified and in lower case: '* 姓 名：' becomes 姓名, 'E-mail' email."""
    return NOT_WORDS.sub("", simplified(unicodedata.normalize("NFKC", text)).casefold())


def is_spokesmans(text: str) -> bool:
    return SPOKESMAN.search(compact(BRACKETS.sub("", text))) is not None


@lru_cache(maxsize=4096)
def recognise(text: str) -> tuple[int, Field] | None:
    """The field and its rank (lower is asked first), or None for a heading that says nothing known."""
    plain = unicodedata.normalize("NFKC", text)
    if len(plain) > LONGEST_HEADING:
        return None
    whole, outside = compact(plain), compact(BRACKETS.sub("", plain))
    return (
        _first(SOMEBODY_ELSE, outside, rank=0)
        or _first(VERSIONS, whole, rank=200)
        or _first(SCRIPTS, whole, rank=0)
        or _first(IDENTITY, outside, rank=0)
        or _first(RULES, outside, rank=100)
        or _first((*SOMEBODY_ELSE, *IDENTITY, *RULES), whole, rank=100)
    )


def _first(rules: Rules, text: str, rank: int) -> tuple[int, Field] | None:
    return next(((rank + i, field) for i, (field, words) in enumerate(rules) if text and words.search(text)), None)
