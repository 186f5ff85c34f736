"""The invented people of the story. No one here exists; the organizations that issue may be named as they are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Character:
    name_zh: str | None
    name_latin: str | None
    gender: str
    organization: str
    position: str
    province: str
    city: str


def _character(line: str) -> Character:
    """Names, gender, organization, position, province, city; a dash stands for a script that is absent."""
    name_zh, name_latin, *rest = (cell.strip() for cell in line.split("|"))
    return Character(None if name_zh == "-" else name_zh, None if name_latin == "-" else name_latin, *rest)


def _cast(lines: str) -> tuple[Character, ...]:
    return tuple(_character(line) for line in lines.strip().splitlines())


CEDAR_2018 = _cast(
    """
林沐晨|LIN Muchen|female|北京朝阳社区发展基金会|秘书长|北京市|北京
郭砚舟|GUO Yanzhou|male|北京海淀社会创新促进会|理事长|北京市|北京
孟知夏|MENG Zhixia|female|天津滨海社区基金会|秘书长|天津市|天津
石立言|SHI Liyan|male|石家庄桥西社会工作服务中心|主任|河北省|石家庄
尹若溪|YIN Ruoxi|female|太原小店社区服务中心|副主任|山西省|太原
姚敬亭|YAO Jingting|male|沈阳和平街道办事处|副主任|辽宁省|沈阳
顾清和|GU Qinghe|female|上海静安社区基金会|秘书长|上海市|上海
沈望舒|SHEN Wangshu|female|上海杨浦社区基金会|理事|上海市|上海
陆景行|LU Jingxing|male|上海浦东社会组织服务中心|总干事|上海市|上海
方予安|FANG Yu'an|female|南京雨花社区发展基金会|秘书长|江苏省|南京
严竹青|YAN Zhuqing|male|苏州姑苏社会创新园|主任|江苏省|苏州
叶知秋|YE Zhiqiu|female|杭州上城社区基金会|秘书长|浙江省|杭州
欧阳澄|OUYANG Cheng|male|宁波鄞州社区发展基金会|理事长|浙江省|宁波
吕思源|LYU Siyuan|male|合肥蜀山社会工作协会|会长|安徽省|合肥
白露生|BAI Lusheng|male|厦门思明街道办事处|科长|福建省|厦门
何其安|HE Qi'an|female|福州鼓楼社区基金会|秘书长|福建省|福州
江漫天|JIANG Mantian|male|南昌东湖社区居民委员会|书记|江西省|南昌
刘㛃宁|LIU Jiening|female|济南历下社会工作服务社|总干事|山东省|济南
单怀瑾|SHAN Huaijin|male|青岛市南社区发展中心|主任|山东省|青岛
郑岚|ZHENG Lan|female|郑州金水社区基金会|秘书长|河南省|郑州
田𬱖|TIAN Wei|male|武汉江岸社区居民委员会|主任|湖北省|武汉
彭予怀|PENG Yuhuai|female|长沙岳麓社区基金会|副秘书长|湖南省|长沙
黎向南|LI Xiangnan|male|广州越秀社会创新中心|总干事|广东省|广州
陈守拙|CHEN Shouzhuo|male|深圳光明社区基金会|理事长|广东省|深圳
王䶮之|WANG Yanzhi|female|深圳南山社会工作协会|秘书长|广东省|深圳
朱以宁|ZHU Yining|female|深圳福田街道办事处|副主任|广东省|深圳
尉迟明远|YUCHI Mingyuan|male|佛山顺德社区发展基金会|秘书长|广东省|佛山
韦秋实|WEI Qiushi|male|南宁青秀社区服务中心|主任|广西壮族自治区|南宁
唐念慈|TANG Nianci|female|成都武侯社区发展基金会|秘书长|四川省|成都
-|Alexandrina Konstantinopoulou-Fitzgerald|female|成都国际社区促进会|顾问|四川省|成都
"""
)

CEDAR_2026 = _cast(
    """
秦明月|QIN Mingyue|female|北京丰台社区基金会|秘书长|北京市|北京
赵知行|ZHAO Zhixing|male|天津河西社会工作协会|会长|天津市|天津
冯听澜|FENG Tinglan|female|唐山路北社区服务中心|主任|河北省|唐山
阿依努尔·吐尔逊|Aynur Tursun|female|乌鲁木齐天山社区发展中心|主任|新疆维吾尔自治区|乌鲁木齐
蒋一帆|JIANG Yifan|male|上海徐汇社区基金会|秘书长|上海市|上海
韩疏影|HAN Shuying|female|南京玄武社区发展基金会|副秘书长|江苏省|南京
杨青禾|YANG Qinghe|female|杭州西湖社会创新园|主任|浙江省|杭州
仇远山|QIU Yuanshan|male|合肥包河街道办事处|科长|安徽省|合肥
许安澜|XU Anlan|male|厦门湖里社区基金会|理事长|福建省|厦门
邓如初|DENG Ruchu|female|南昌西湖社区居民委员会|书记|江西省|南昌
曹见山|CAO Jianshan|male|济南市中社会工作服务社|总干事|山东省|济南
薛知微|XUE Zhiwei|female|郑州二七社区基金会|秘书长|河南省|郑州
雷云起|LEI Yunqi|male|武汉洪山社区发展基金会|理事长|湖北省|武汉
贺嘉树|HE Jiashu|male|长沙天心社会创新中心|主任|湖南省|长沙
梁晚晴|LIANG Wanqing|female|广州海珠社区基金会|秘书长|广东省|广州
傅南星|FU Nanxing|female|深圳罗湖社会工作协会|副会长|广东省|深圳
康时敏|KANG Shimin|male|深圳龙岗街道办事处|副主任|广东省|深圳
黄葆光|HUANG Baoguang|male|珠海香洲社区基金会|秘书长|广东省|珠海
覃小满|QIN Xiaoman|female|桂林象山社区服务中心|主任|广西壮族自治区|桂林
符海棠|FU Haitang|female|海口龙华社区发展基金会|秘书长|海南省|海口
罗川|LUO Chuan|male|成都锦江社区发展基金会|理事长|四川省|成都
牟子衿|MU Zijin|female|重庆渝中社会工作协会|秘书长|重庆市|重庆
安顺平|AN Shunping|male|贵阳云岩社区服务中心|主任|贵州省|贵阳
段云舒|DUAN Yunshu|female|昆明盘龙社区基金会|秘书长|云南省|昆明
"""
)

CEDAR_ENDED = _cast(
    """
骆云帆|LUO Yunfan|male|北京通州社区发展基金会|秘书长|北京市|北京
莫非烟|MO Feiyan|female|大连中山社会工作协会|会长|辽宁省|大连
司空远|SIKONG Yuan|male|南京建邺社区服务中心|主任|江苏省|南京
岳知语|YUE Zhiyu|female|杭州拱墅社区基金会|副秘书长|浙江省|杭州
桑吉卓玛|SANGJI Zhuoma|female|西宁城东社区居民委员会|主任|青海省|西宁
邱砚田|QIU Yantian|male|广州荔湾社会创新中心|总干事|广东省|广州
鲁一鸣|LU Yiming|male|郑州中原街道办事处|科长|河南省|郑州
柏舟|BAI Zhou|female|昆明五华社区基金会|秘书长|云南省|昆明
"""
)

CEDAR_TO_COME = _cast(
    """
温如意|WEN Ruyi|female|深圳盐田社区基金会|秘书长|广东省|深圳
祝安之|ZHU Anzhi|male|合肥庐阳社会工作协会|副会长|安徽省|合肥
"""
)

STAFF = _cast(
    """
周若宁|ZHOU Ruoning|female|雪松社区治理研修院|教务主任|广东省|深圳
许文涛|XU Wentao|male|雪松社区治理研修院|培训项目负责人|广东省|深圳
宋清扬|SONG Qingyang|female|雪松社区治理研修院|讲师|广东省|深圳
魏长河|WEI Changhe|male|南湾社区发展促进会|讲师|广东省|深圳
高映雪|GAO Yingxue|female|雪松社区治理研修院|导师|广东省|深圳
董若谷|DONG Ruogu|male|青屿公益基金会|资助项目经理|广东省|深圳
"""
)
