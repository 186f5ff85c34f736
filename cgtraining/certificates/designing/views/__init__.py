"""Pages of designs, under their program."""

from cgtraining.certificates.designing.views import bringing as bringing
from cgtraining.certificates.designing.views import choosing as choosing
from cgtraining.certificates.designing.views import editing as editing
from cgtraining.certificates.designing.views import previewing as previewing
