"""How characters are read as surnames, where that differs from the everyday reading or is easily got wrong.

Traditional forms stand beside simplified ones. Where families differ (覃 Qin or Tan, 盖 Ge or Gai) the commoner reading
is suggested, and the person corrects it.
"""

SINGLE = """
    a 阿; bai 柏; ben 贲; bi 秘祕; bo 伯薄; bu 卜; chang 长長; chao 晁; che 车車; chen 谌諶; chong 种重; chu 褚;
    du 都; fei 费費; feng 冯馮; gan 干; ge 盖蓋葛盍; gou 句勾; gu 谷; gui 炅妫会; guo 过過呙; ha 哈; he 黑;
    hua 华華; ji 纪紀; jiao 教; jing 靓; ju 俱; jue 角; kan 阚闞; kuo 适; lu 逯; luo 雒; lyu 率; mao 冒; mi 芈宓;
    miao 缪繆; mou 牟; na 那; nai 能佴; nian 粘; nie 乜; ning 宁寧甯; ou 区區; pang 逄; piao 朴; po 繁; qi 亓;
    qiang 强強; qin 覃; qiu 仇; qu 瞿曲; ren 任; sa 撒; shan 单單苫; shao 召; she 折佘厍; shen 沈莘; sheng 盛;
    shi 石; su 宿; sui 眭; tan 澹; tong 佟仝; wan 万萬; wei 尉隗; xi 郗系; xian 冼洗鲜鮮; xiao 肖蕭萧; xie 解;
    xing 行; xun 郇; yan 晏燕鄢; yao 幺么尧; ye 叶葉; yin 尹; ying 应應; yue 乐樂说; yun 员員贠; zang 藏臧;
    zeng 曾; zha 查; zhai 翟祭; zhan 占; zhang 仉; zhuo 禚; zi 訾; zuo 筰
"""

COMPOUND = """
    bai li 百里; chan yu 单于; chu shi 褚师; chun yu 淳于; da xi 达奚; di wu 第五; dong fang 东方 東方;
    dong guo 东郭; dong li 东里; du gu 独孤 獨孤; duan mu 端木; gong sun 公孙 公孫; gong yang 公羊; gong ye 公冶;
    gu liang 谷梁; he lian 赫连 赫連; hu yan 呼延; huang fu 皇甫; jia gu 夹谷; ling hu 令狐; lyu qiu 闾丘;
    mo qi 万俟; mu rong 慕容; na lan 纳兰 納蘭; nan gong 南宫 南宮; ou yang 欧阳 歐陽; pu yang 濮阳 濮陽;
    qi diao 漆雕; qi guan 亓官; shang guan 上官; shen tu 申屠; si kong 司空; si ma 司马 司馬; si tu 司徒;
    tai shi 太史; tai shu 太叔; tan tai 澹台 澹臺; tuo ba 拓跋; wei sheng 微生; wen ren 闻人 聞人; wu ma 巫马;
    xi men 西门; xia hou 夏侯; xian yu 鲜于 鮮于; xuan yuan 轩辕 軒轅; yang she 羊舌; yu chi 尉迟 尉遲;
    yu wen 宇文; zhang sun 长孙 長孫; zhong li 钟离 鍾離; zhu ge 诸葛 諸葛; zhuan sun 颛孙; zuo qiu 左丘
"""


def single_readings() -> dict[str, str]:
    entries = (entry.split() for entry in SINGLE.split(";"))
    return {character: reading for reading, characters in entries for character in characters}


def compound_readings() -> dict[str, list[str]]:
    """The two syllables of each surname of two characters."""
    entries = (entry.split() for entry in COMPOUND.split(";"))
    return {surname: [first, second] for first, second, *surnames in entries for surname in surnames}
