"""What became of some papers of 2018: one was lost and printed again, one was posted, a replaced one came back."""

from collections.abc import Sequence
from datetime import date

from cgtraining import clock
from cgtraining.certificates.ceremony.posting import Parcel, note_posted
from cgtraining.certificates.models import Certificate, IdentityCheck
from cgtraining.certificates.reprinting import reprint_certificate
from cgtraining.certificates.returning import note_paper_returned
from cgtraining.database import db
from cgtraining.demo.setting import Setting
from cgtraining.demo.teaching import ten_in_the_morning

POSTED, RETURNED, REPRINTED = date(2019, 7, 25), date(2019, 9, 20), date(2021, 4, 12)


def tell_of_papers(setting: Setting, certificates: Sequence[Certificate], replaced: Certificate) -> None:
    office = setting.office
    with clock.frozen(ten_in_the_morning(POSTED)):
        parcel = Parcel("EMS", "EA100200304CN", POSTED)
        note_posted(certificate=certificates[22], parcel=parcel, tells=True, actor=office)
        db.session.commit()
    with clock.frozen(ten_in_the_morning(RETURNED)):
        note_paper_returned(certificate=replaced, remark="本人交回，已剪角存档", actor=office)
        db.session.commit()
    with clock.frozen(ten_in_the_morning(REPRINTED)):
        check = IdentityCheck.DOCUMENT
        reprint_certificate(certificate=certificates[3], reason="搬家时遗失", identity_check=check, actor=office)
        db.session.commit()
