import pytest

from cgtraining.cohorts.roster.headings import Field, recognise


@pytest.mark.parametrize(
    ("field", "headings"),
    [
        (
            Field.NAME,
            "姓名 姓\u3000名 学员姓名 *姓名: 学员 名字 Name "
            "姓名/Name 姓名（与身份证一致） Name_(as_on_ID_card) 姓名（例：张三） 姓\n名 Full_name 姓名(中英文)"
            " 中文姓名 Trainee 參訓人員 联系人 参加人员 报名人 被推荐人 拟录取人员 培训对象 负责人姓名 真实姓名",
        ),
        (
            Field.NAME_LATIN,
            "英文名/拼音 姓名(英文) 姓名拼音 Name(English) Pinyin Name_in_passport English_name 护照姓名",
        ),
        (Field.FAMILY_NAME, "姓 Surname Last_name Family_name"),
        (Field.GIVEN_NAME, "名 First_name Given_name"),
        (Field.GENDER, "性别（男/女） 性别 性別 Sex Gender"),
        (
            Field.ORGANIZATION,
            "单位 工作单位(全称) 所在机构 現服務單位 Organisation Organization_name Company Employer 所属社区 组织名称 "
            "社会组织名称 基金会名称 社区名称",
        ),
        (Field.ORGANIZATION, "单位英文名称 单位（英文） Organization_(English) 单位中文名称 推荐单位"),
        (Field.POSITION, "职务英文 职务 职务/职称 職位 职称 岗位 Position Job_title Title"),
        (Field.ORGANIZATION_AND_POSITION, "工作单位及职务 单位/职务"),
        (
            Field.PHONE,
            "手机 联系\n电话 手机号码\n(必填) 手机（与紧急联系人不同） 手机号(用于接收通知) 联系电话 手機號碼 "
            "Mobile Tel. Phone_number Cell 办公电话 座机 聯絡電話",
        ),
        (Field.EMAIL, "邮箱 电子邮件地址 E-mail Email_address 電郵 QQ邮箱 单位邮箱"),
        (Field.CONTACT, "联系方式 联系方式（手机/邮箱） Contact 電話/電郵"),
        (Field.PROVINCE, "省 省份 所在省 所在省（自治区、直辖市） Province 单位所在省份"),
        (Field.CITY, "市 城市 所在城市（区、县） 所在市 City 地市 地级市 市（州）"),
        (Field.REGION, "所在地区（省/市） 地区 省市 来自地区 Region 省/市 Province/City 单位所在地 地域 省市区"),
        (Field.GROUP, "小组 组别 分組 Group 组"),
        (Field.LANGUAGE, "语言 首选语言 Language"),
        (Field.REMARK, "备注 備註 Remarks Notes 说明 备注（手机号有变请注明）"),
        (Field.NUMBER, "序号 编号 学号 No. 序號"),
        (
            Field.IGNORED,
            "（身份证号） 身份证号 证件号码（身份证/护照） ID_card_no. Passport_No. 出生年月 "
            "学历 政治面貌 民族 籍贯 紧急联系人电话 导师姓名 "
            "曾用名 微信号 单位地址 单位性质 通讯地址 签名 "
            "年龄 报名时间 Date_of_birth 毕业院校 Emergency_contact 区县",
        ),
    ],
)
def test_headings_are_known_by_their_words(field: Field, headings: str) -> None:
    words = [heading.replace("_", " ") for heading in headings.split(" ")]
    assert {word: (recognise(word) or (0, None))[1] for word in words} == dict.fromkeys(words, field)


@pytest.mark.parametrize("text", ["", "1", "#", "随便", "王芳", "秘书长办公会", "手机" * 50])
def test_other_texts_are_no_headings(text: str) -> None:
    assert recognise(text) is None


def test_the_likelier_of_two_columns_is_asked_first() -> None:
    for order in (("手机", "联系电话", "办公电话"), ("单位", "单位中文名称", "单位英文名称", "推荐单位")):
        ranks = [(recognise(heading) or (0, None))[0] for heading in order]
        assert ranks == sorted(set(ranks))
