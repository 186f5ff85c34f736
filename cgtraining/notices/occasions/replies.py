"""Reply slips that were not filled in, where the office has set a day for them."""

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from cgtraining.class_papers.models import PaperTexts, ReplySlip
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db
from cgtraining.notices.models import Reminder, ReminderKind, ReminderRules
from cgtraining.notices.occasions.occasion import Occasion, days_in_reach, deadline, is_untold, with_deadlines

KIND = ReminderKind.REPLY_DUE


def replies_due(rules: dict[int, ReminderRules]) -> list[Occasion]:
    query = select(Enrolment, PaperTexts).join(PaperTexts, PaperTexts.cohort_id == Enrolment.cohort_id)
    query = query.where(PaperTexts.cohort_id.in_(with_deadlines(rules)), PaperTexts.reply_by.between(*days_in_reach()))
    query = query.where(~exists().where(ReplySlip.enrolment_id == Enrolment.id))
    query = query.where(*is_untold(KIND, Reminder.about_at >= PaperTexts.reply_by))
    query = query.options(joinedload(Enrolment.person), joinedload(Enrolment.cohort))
    found = []
    for enrolment, texts in db.session.execute(query.order_by(Enrolment.id)):
        if texts.reply_by and (due := deadline(texts.reply_by, rules[texts.cohort_id], enrolment.created_at)):
            found.append(Occasion(KIND, enrolment, *due))
    return found
