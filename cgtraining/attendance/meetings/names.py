"""What may be a name in the name that somebody shows in a meeting: 深圳-王芳, 王芳（学员）, 01王芳 iPhone."""

import re
import unicodedata
from functools import cache, lru_cache

from cgtraining.language.names import HAN, plain_letters, tidy_name
from cgtraining.language.places import cities, provinces
from cgtraining.language.traditional import simplified

RUN = re.compile(f"[{HAN}]+(?:\\s*[·•・‧∙⋅●]\\s*[{HAN}]+)*")
LATIN_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
BLANK_IN_NAME = re.compile(f"(?<![{HAN}])([{HAN}])\\s+([{HAN}]{{1,2}})(?![{HAN}])")
GROUP = re.compile("第?[一二三四五六七八九十百零〇两]*(?:组|小组|班|期|队|区|号|大组|分会场|会场)")
ROLES = frozenset(
    [
        "学员",
        "同学",
        "老师",
        "班长",
        "副班长",
        "组长",
        "副组长",
        "小组长",
        "班主任",
        "书记",
        "副书记",
        "主任",
        "副主任",
        "秘书长",
        "副秘书长",
        "会长",
        "副会长",
        "理事",
        "理事长",
        "干事",
        "社工",
        "讲师",
        "导师",
        "助教",
        "代表",
        "嘉宾",
        "主持",
        "主持人",
        "联席主持人",
        "观众",
        "成员",
        "本人",
        "参会",
        "参会人",
        "女士",
        "先生",
        "姐",
        "哥",
        "旁听",
        "请假",
        "迟到",
        "学习委员",
        "负责人",
        "站长",
        "总干事",
        "项目主管",
        "主管",
        "经理",
        "教授",
        "博士",
        "来自",
        "我是",
        "的",
    ]
)
DEVICES = frozenset(
    [
        "手机",
        "用户",
        "电脑",
        "平板",
        "笔记本",
        "苹果",
        "华为",
        "小米",
        "荣耀",
        "安卓",
        "台式",
        "台式机",
        "设备",
        "会议室",
        "教室",
        "大屏",
        "客户端",
        "网页",
    ]
)
DEVICE_WORDS = frozenset(
    [
        "iphone",
        "ipad",
        "ipod",
        "android",
        "huawei",
        "honor",
        "xiaomi",
        "redmi",
        "mi",
        "oppo",
        "vivo",
        "samsung",
        "galaxy",
        "oneplus",
        "pc",
        "mac",
        "macbook",
        "laptop",
        "desktop",
        "windows",
        "phone",
        "mobile",
        "tablet",
        "user",
        "guest",
        "zoom",
        "tencent",
        "wemeet",
        "meeting",
        "host",
        "pro",
        "max",
        "plus",
        "mini",
        "air",
        "s",
        "room",
        "the",
        "de",
    ]
)
LONGEST = 100


def plain(text: str) -> str:
    return simplified(unicodedata.normalize("NFKC", text[:LONGEST]))


@lru_cache(maxsize=4096)
def runs(text: str) -> tuple[str, ...]:
    """The runs of Han characters; 王 芳 is one of them, 深圳 王芳 are two."""
    joined = BLANK_IN_NAME.sub(r"\1\2", plain(text))
    return tuple(dict.fromkeys(tidy_name(found) for found in RUN.findall(joined)))


def key_of(name_zh: str) -> str:
    return plain(tidy_name(name_zh))


def words(text: str) -> tuple[str, ...]:
    """Latin words in their order, without those of devices."""
    return tuple(
        word
        for found in LATIN_WORD.findall(plain_letters(plain(text)))
        if found.isascii()
        for word in [found.replace("'", "")]
        if word not in DEVICE_WORDS
    )


def latin_keys(name: str) -> frozenset[str]:
    """The same for WANG Fang, Fang Wang and wangfang; a single word is too little to be a name but when it is long."""
    parts = words(name)
    turned = ("".join((*parts[start:], *parts[:start])) for start in range(len(parts)))
    return frozenset(key for key in turned if len(key) > 4)


@cache
def place_names() -> frozenset[str]:
    """广东省 and 广东, 深圳市 and 深圳."""
    every = (region for province in provinces() for region in (province, *cities(province.code)))
    return frozenset(name for region in every for name in (region.zh, region.short))


@lru_cache(maxsize=8192)
def is_decoration(text: str) -> bool:
    """A place, a role, a group or a device, or one of them after another."""
    if not text or is_known_word(text):
        return True
    return any(is_known_word(text[:cut]) and is_decoration(text[cut:]) for cut in range(1, len(text)))


def is_known_word(text: str) -> bool:
    return text in ROLES or text in DEVICES or text in place_names() or GROUP.fullmatch(text) is not None


def is_only_decoration(text: str) -> bool:
    """Nobody can be told by it: iPhone, 手机用户, an empty name."""
    return not words(text) and all(is_decoration(run) for run in runs(text))
