"""Background work on certificates."""

from cgtraining.certificates.ceremony.print_sets import forget_print_set, make_print_set, old_sets, unmade_sets
from cgtraining.certificates.expiring import ends_untold, tell_of_end
from cgtraining.certificates.printing import print_replacement
from cgtraining.certificates.queries import unfinished_runs, unprinted_replacements
from cgtraining.certificates.runs import proceed
from cgtraining.certificates.withdrawing import clear_stopped, stopped_runs
from cgtraining.tasks import Work

ISSUING = Work("issue_run", proceed, unfinished_runs)
STOPPING = Work("stopped_run", clear_stopped, stopped_runs)
REPLACING = Work("certificate", print_replacement, unprinted_replacements)
PRINTING = Work("print_set", make_print_set, unmade_sets)
FORGETTING = Work("print_set_forgetting", forget_print_set, old_sets)
ENDING = Work("certificate_end", tell_of_end, ends_untold)
WORKS = (ISSUING, STOPPING, REPLACING, PRINTING, FORGETTING, ENDING)
