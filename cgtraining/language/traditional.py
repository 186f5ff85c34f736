"""Traditional characters in the names of places and in the headings of lists, for recognising them. Never for names."""

TRADITIONAL = (
    "萬專業東個箇臨為爲麗義烏樂鄉雲亞會傳倫體蘭關興內岡農涼則別製辦務動區華單衛曆歷廈縣參雙臺號呂吳員週團"
    "國圖垻壩壯備頭婁學寧甯寶審傢賓對導爾崗島嶺峽峯師廣莊慶應開張彥懷總戶揚撫護報無崑晉機來楊構棗樹樑畢漢"
    "瀋滄註瀘澤濟溫灣濱濰潛煙瑪現瓊電鹽蓋盤眞碼種稱簽籤繫緊紅級納組織紹絡綏維綿編網職聯肅節蕪蘆囌蘇荊薦營"
    "薩錶計訓議許証證話語說説貝貢貫貴賀資贛邊遼達遷邁運遠連選郵鄭鄲裡欽鐵銅銀錫錦鎭鎮長門陽隴陝隨麵頂項順"
    "頗饒馬駐魯鮮雞鷄鴨鶴鷹黃齊齡龍"
)
SIMPLIFIED = (
    "万专业东个个临为为丽义乌乐乡云亚会传伦体兰关兴内冈农凉则别制办务动区华单卫历历厦县参双台号吕吴员周团"
    "国图坝坝壮备头娄学宁宁宝审家宾对导尔岗岛岭峡峰师广庄庆应开张彦怀总户扬抚护报无昆晋机来杨构枣树梁毕汉"
    "沈沧注泸泽济温湾滨潍潜烟玛现琼电盐盖盘真码种称签签系紧红级纳组织绍络绥维绵编网职联肃节芜芦苏苏荆荐营"
    "萨表计训议许证证话语说说贝贡贯贵贺资赣边辽达迁迈运远连选邮郑郸里钦铁铜银锡锦镇镇长门阳陇陕随面顶项顺"
    "颇饶马驻鲁鲜鸡鸡鸭鹤鹰黄齐龄龙"
)
TO_SIMPLIFIED = str.maketrans(TRADITIONAL, SIMPLIFIED)


def simplified(text: str) -> str:
    """The characters of places and headings made simplified, the same number of characters: 廣東 becomes 广东."""
    return text.translate(TO_SIMPLIFIED)
