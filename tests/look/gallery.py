"""A small program that shows every layout and component with invented content, for looking and for axe."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import flask_babel
import segno
from flask import Flask, Response, redirect, render_template, request
from flask_wtf import CSRFProtect, FlaskForm
from jinja2 import ChoiceLoader, FileSystemLoader
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from cgtraining.home.navigation import NavigationItem
from cgtraining.language.text import BilingualText

ROOT = Path(__file__).parents[2]
PAGES = ("home", "list", "record", "worksheet", "form", "public", "error")
POLICY = "default-src 'self'; img-src 'self' data:; script-src 'self' 'nonce-x'; object-src 'none'"


@dataclass
class SamplePerson:
    id: int
    name_zh: str | None
    name_latin: str | None
    organization: str = "深圳市青松社区基金会"
    state: tuple[str, str] = field(default=("在读", "good"))


SAMPLE_PEOPLE = [
    SamplePerson(1, "王芳", "WANG Fang"),
    SamplePerson(2, "欧阳文", "OUYANG Wen", state=("可能无法结业", "attention")),
    SamplePerson(3, None, "Christopher Alexander MONTGOMERY-WELLESLEY", state=("退出", "neutral")),
    SamplePerson(4, "买买提·吐尔逊", "Memet Tursun", state=("已撤销", "seal")),
    SamplePerson(5, "单田芳", None, "成都市锦江区社区发展治理支持中心", ("旷课", "bad")),
    SamplePerson(6, "吕丽", "LYU Li"),
]
NAVIGATION = {
    "zh": ["首页", "培训项目", "班次", "学员", "证书", "数据"],
    "en": ["Home", "Programs", "Cohorts", "People", "Certificates", "Figures"],
}
ICONS = ["house", "journal-text", "mortarboard", "people", "award", "bar-chart"]


class SampleForm(FlaskForm):
    title_zh = StringField("中文名称", [DataRequired()])
    title_en = StringField("English")
    code = StringField("代码 Code", [DataRequired("请填写代码。"), Length(max=8)])
    starts = DateField("开班日期 Starts")
    ends = DateField("结束日期 Ends")
    curriculum = SelectField("课程方案 Curriculum", choices=[SelectChoice("1", "社区基金会高级研修 2018 版")])
    note = TextAreaField("备注 Note", description="只有教务管理员能看到。")
    kind = RadioField("方式 Kind", choices=[SelectChoice("a", "面授"), SelectChoice("b", "线上")], default="a")
    days = SelectMultipleField(
        "上课日 Days",
        choices=[SelectChoice("6", "周六"), SelectChoice("7", "周日")],
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )
    file = FileField("名单 Roster")
    agree = BooleanField("发送录取通知书 Send admission letters")


def gallery() -> Flask:
    app = Flask("gallery", static_folder=str(ROOT / "cgtraining" / "static"))
    app.config.update(SECRET_KEY="gallery", WTF_CSRF_CHECK_DEFAULT=False)
    folders = [ROOT / "templates", Path(__file__).parent]
    app.jinja_loader = ChoiceLoader([FileSystemLoader(folder) for folder in folders])
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "translations")
    flask_babel.Babel(app, locale_selector=lambda: {"en": "en"}.get(language(), "zh_Hans_CN"))
    CSRFProtect(app)
    app.jinja_env.globals.update(
        language=language, csp_nonce=lambda: "x", t=lambda zh, en: zh if language() == "zh" else en
    )
    app.jinja_env.filters.update(
        number=str, time=lambda moment: f"{moment:%H:%M}", datetime=lambda moment, **_: f"{moment:%Y-%m-%d %H:%M}"
    )
    app.context_processor(sample_context)
    app.add_url_rule("/<any(" + ",".join(PAGES) + "):page>", "page", show, methods=["GET", "POST"])
    app.add_url_rule("/language/<language>", "language.choose", choose)
    app.after_request(with_policy)
    return app


def language() -> str:
    return request.args.get("lang") or request.cookies.get("language", "zh")


def sample_context() -> dict[str, Any]:
    chosen = language()
    names = zip(NAVIGATION[chosen], ICONS, strict=True)
    wanted = int(request.args.get("nav", 6))
    return {
        "navigation": [NavigationItem(name, "#", name == NAVIGATION[chosen][2], icon) for name, icon in names][:wanted],
        "current_user": SimpleNamespace(is_authenticated=True, person=SAMPLE_PEOPLE[0]),
        "account_links": [("个人资料 Profile", "#")],
        "search_url": "/search",
        "sign_out_url": "#",
    }


def show(page: str) -> str:
    form = SampleForm()
    if request.args.get("errors"):
        form.validate()
    if page == "error":
        return render_template(
            "errors/error.html",
            status=404,
            sentence_zh="没有这个页面。",
            sentence_en="No such page.",
            reference="12345678",
        )
    return render_template(
        f"pages/{page}.html",
        form=form,
        people=SAMPLE_PEOPLE,
        now=datetime(2026, 3, 9, 6, 2, tzinfo=UTC),
        pagination=SimpleNamespace(page=4, pages=12, total=132, has_prev=True, has_next=True),
        qr_image=segno.make("https://example.org/check-in").png_data_uri(scale=6, border=0),
        texts={
            "full": BilingualText(
                "雪松计划：社区基金会高级研修", "Cedar Program: senior training for community foundations"
            ),
            "zh_only": BilingualText("第一期", None),
            "en_only": BilingualText(None, "First held in Shenzhen"),
        },
    )


def choose(language: str) -> Any:
    response = redirect(request.args.get("next") or "/home")
    response.set_cookie("language", language)
    return response


def with_policy(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    return response
