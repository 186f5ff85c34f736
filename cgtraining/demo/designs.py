"""A design of the office's own, for every program: the certificate of completion upright, as a draft to look at."""

from dataclasses import replace

from cgtraining.certificates.design_facts import Texts
from cgtraining.certificates.designing.operations import add_design, change_version
from cgtraining.certificates.models import CertificateKind
from cgtraining.demo.setting import Setting
from cgtraining.language.text import BilingualText

TITLE = BilingualText("结业证书（竖版）", "Completion, upright")
WORDING = BilingualText(
    "于{days}参加{course}学习，修满{hours}，考核合格，准予结业。特发此证。",
    "This is to certify that {name} took part in {course}, {days}, attended {hours}, met the assessment requirements,"
    " and is awarded this certificate of completion.",
)


def draw_up(setting: Setting) -> None:
    actor = setting.administrator
    version = add_design(program=None, kind=CertificateKind.COMPLETION, title=TITLE, actor=actor)
    settings = replace(version.facts, orientation="portrait", texts=Texts(wording=WORDING))
    change_version(version=version, settings=settings, form_version=version.version, actor=actor)
