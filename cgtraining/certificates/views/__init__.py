"""Pages of certificates."""

from flask import Blueprint

blueprint = Blueprint("certificates", __name__)

from cgtraining.certificates.designing import views as designing  # noqa: E402, F401
from cgtraining.certificates.views import award_lists as award_lists  # noqa: E402  (the pages need the blueprint)
from cgtraining.certificates.views import award_preview as award_preview  # noqa: E402
from cgtraining.certificates.views import awards as awards  # noqa: E402
from cgtraining.certificates.views import ceremony as ceremony  # noqa: E402
from cgtraining.certificates.views import details as details  # noqa: E402
from cgtraining.certificates.views import files as files  # noqa: E402
from cgtraining.certificates.views import inspecting as inspecting  # noqa: E402
from cgtraining.certificates.views import issuing as issuing  # noqa: E402
from cgtraining.certificates.views import names as names  # noqa: E402
from cgtraining.certificates.views import papers as papers  # noqa: E402
from cgtraining.certificates.views import posting as posting  # noqa: E402
from cgtraining.certificates.views import print_sets as print_sets  # noqa: E402
from cgtraining.certificates.views import record as record  # noqa: E402
from cgtraining.certificates.views import rules as rules  # noqa: E402
from cgtraining.certificates.views import running as running  # noqa: E402
from cgtraining.certificates.views import seals as seals  # noqa: E402
from cgtraining.certificates.views import succeeding as succeeding  # noqa: E402
from cgtraining.certificates.views import taking as taking  # noqa: E402
from cgtraining.certificates.views import withdrawing as withdrawing  # noqa: E402
