"""The reading map of the whole program: settings, the ground, then the rooms."""

from flask import Flask
from flask_wtf import CSRFProtect

from cgtraining import database, storage, tasks
from cgtraining.assessments.views import blueprint as assessments
from cgtraining.attendance.attached import WORK as attached_files
from cgtraining.attendance.meetings.forgetting import WORK as meeting_forgetting
from cgtraining.attendance.views import blueprint as attendance
from cgtraining.certificates.tasks import WORKS as certificate_works
from cgtraining.certificates.views import blueprint as certificates
from cgtraining.class_papers.forgetting import WORK as reply_forgetting
from cgtraining.class_papers.views import blueprint as class_papers
from cgtraining.cohorts.roster.forgetting import WORK as roster_forgetting
from cgtraining.cohorts.roster.reading import WORK as roster_reading
from cgtraining.cohorts.roster.running import WORK as roster_import
from cgtraining.cohorts.views import blueprint as cohorts
from cgtraining.completion.alarming import WORK as completion_alarm
from cgtraining.completion.views import blueprint as completion
from cgtraining.config import Settings, read_settings, resource_folder
from cgtraining.home import navigation
from cgtraining.home.views import blueprint as home
from cgtraining.language import choosing
from cgtraining.mail import outbox
from cgtraining.notices.sending import WORK as reminders
from cgtraining.notices.views import blueprint as notices
from cgtraining.people import sessions
from cgtraining.people.views import blueprint as people
from cgtraining.programs.views import blueprint as programs
from cgtraining.questions.importing.running import WORK as question_import
from cgtraining.questions.views import blueprint as questions
from cgtraining.quizzes.tasks import WORKS as quiz_works
from cgtraining.quizzes.views import blueprint as quizzes
from cgtraining.verification.views import blueprint as verification
from cgtraining.web import failures, forged, headers, limits, logs, numbers, static_files, units
from cgtraining.web.views import health_blueprint, icon_blueprint, language_blueprint

LARGEST_UPLOAD = 20 * 1024 * 1024
WORKS: tuple[tasks.Work, ...] = (
    outbox.WORK,
    roster_reading,
    roster_import,
    roster_forgetting,
    attached_files,
    reply_forgetting,
    completion_alarm,
    meeting_forgetting,
    reminders,
    question_import,
    *quiz_works,
    *certificate_works,
)
BLUEPRINTS = (
    health_blueprint,
    icon_blueprint,
    language_blueprint,
    people,
    programs,
    cohorts,
    attendance,
    assessments,
    questions,
    quizzes,
    completion,
    class_papers,
    certificates,
    verification,
    notices,
    home,
)


def create_app(settings: Settings | None = None) -> Flask:
    settings = settings or read_settings()
    app = Flask("cgtraining", template_folder=str(resource_folder("templates")))
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_UPLOAD
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_UPLOAD  # whole papers are pasted
    app.config["TESTING"] = settings.testing
    app.extensions["cgtraining.settings"] = settings
    _lay_the_ground(app, settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    navigation.register(app)
    for work in WORKS:
        tasks.add_work(app, work)
    return app


def _lay_the_ground(app: Flask, settings: Settings) -> None:
    logs.register()
    numbers.register(app)
    units.register(app)
    database.register(app, settings)
    storage.register(app, settings)
    tasks.register(app, settings)
    choosing.register(app)
    sessions.register(app, settings)
    CSRFProtect(app)
    forged.register(app)
    headers.register(app, settings)
    static_files.register(app)
    limits.register(app, settings)
    failures.register(app)
