import pytest
from flask import Flask
from flask_babel import force_locale

from cgtraining.cohorts.roster.recognition import recognise_roster
from cgtraining.cohorts.roster.remarks import Remark, RemarkCode
from cgtraining.errors import UnusableFile


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_what_is_wrong_is_said_in_the_readers_language(app: Flask) -> None:
    told = Remark(code=RemarkCode.PHONE_INVALID, value="1380013")
    with pytest.raises(UnusableFile) as refused:
        recognise_roster(b"%PDF-1.7", "名单.xlsx")
    with app.test_request_context():
        with force_locale("zh_Hans_CN"):
            assert told.sentence == "“1380013”不是电话号码。"
            assert str(refused.value) == "这是 PDF 文件，不是表格。请上传以下格式之一：.xlsx, .xls, .ods, .csv。"
        with force_locale("en"):
            assert told.sentence == "“1380013” is not a phone number."
