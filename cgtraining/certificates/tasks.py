"""Background work on certificates."""

from cgtraining.certificates.printing import print_replacement
from cgtraining.certificates.queries import unfinished_runs, unprinted_replacements
from cgtraining.certificates.runs import proceed
from cgtraining.tasks import Work

ISSUING = Work("issue_run", proceed, unfinished_runs)
REPLACING = Work("certificate", print_replacement, unprinted_replacements)
