"""A trainee's own code, which staff scan: it changes every ten minutes, so that a forwarded picture soon is worthless.

An HMAC over the person and the number of the time step, so nothing is stored. The page holds the codes of the next two
hours, as it has to work without a network, and counts from its opening, as the phone's clock may be wrong. A code is
good during its own step, the one before and the one after. Nothing here keeps two people from sharing a code within
those minutes: whoever scans it looks at the person.
"""

import hashlib
import hmac
from base64 import b32encode
from datetime import datetime

from cgtraining.attendance.codes import CodeVerdict

STEP_SECONDS = 600
STEPS_AHEAD = 12
_STEPS_REMEMBERED = 24 * 60 * 60 // STEP_SECONDS


def personal_codes(secret: str, person_id: int, moment: datetime) -> list[str]:
    """The one of now and those that follow it."""
    step = _step(moment)
    return [_code(secret, person_id, step + ahead) for ahead in range(STEPS_AHEAD)]


def judge_personal(secret: str, person_id: int, code: str, moment: datetime) -> CodeVerdict:
    step, wanted = _step(moment), code.strip().upper().encode()
    for age in range(-1, _STEPS_REMEMBERED):
        if hmac.compare_digest(_code(secret, person_id, step - age).encode(), wanted):
            return CodeVerdict.GOOD if age <= 1 else CodeVerdict.OLD
    return CodeVerdict.WRONG


def seconds_left(moment: datetime) -> int:
    """Until the next code is to be shown."""
    return STEP_SECONDS - int(moment.timestamp()) % STEP_SECONDS


def _step(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP_SECONDS


def _code(secret: str, person_id: int, step: int) -> str:
    digest = hmac.digest(secret.encode(), f"personal code:{person_id}:{step}".encode(), hashlib.sha256)
    return b32encode(digest[:10]).decode()
