"""Pages of programs."""

from flask import Blueprint

blueprint = Blueprint("programs", __name__, url_prefix="/programs")

from cgtraining.programs.views import (  # noqa: E402  (the pages need the blueprint)
    attendance_rule as attendance_rule,
)
from cgtraining.programs.views import competencies as competencies  # noqa: E402
from cgtraining.programs.views import content as content  # noqa: E402
from cgtraining.programs.views import curricula as curricula  # noqa: E402
from cgtraining.programs.views import issuers as issuers  # noqa: E402
from cgtraining.programs.views import issuing as issuing  # noqa: E402
from cgtraining.programs.views import keeping as keeping  # noqa: E402
from cgtraining.programs.views import staffing as staffing  # noqa: E402
