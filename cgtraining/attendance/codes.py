"""Check-in codes that change every twenty seconds: one in the QR, one to read out in a large hall.

Both are an HMAC of the session's check-in key over the number of the time step, so nothing is stored per code. A code
is good for the step on which it is shown and two more, since clocks differ and people walk; the next step is accepted
too. Older ones are still recognised, so that whoever comes late is told so rather than called a forger.
"""

import enum
import hashlib
import hmac
import secrets
import unicodedata
from base64 import b32encode
from datetime import datetime

STEP_SECONDS = 20
STEPS_BACK = 2
STEPS_AHEAD = 1
STEPS_REMEMBERED = 3 * 60 * 60 // STEP_SECONDS


class CodeVerdict(enum.Enum):
    GOOD = "good"
    OLD = "old"
    WRONG = "wrong"


def new_key() -> str:
    return secrets.token_hex(32)


def scanned_code(key: str, moment: datetime) -> str:
    """The code in the QR's address: 16 characters, 80 bits."""
    return _scanned(key, _step(moment))


def spoken_code(key: str, moment: datetime) -> str:
    """Six digits."""
    return _spoken(key, _step(moment))


def seconds_left(moment: datetime) -> int:
    """Until the next code is shown."""
    return STEP_SECONDS - int(moment.timestamp()) % STEP_SECONDS


def judge_scanned(key: str, code: str, moment: datetime) -> CodeVerdict:
    step, wanted = _step(moment), code.strip().upper()
    for age in range(-STEPS_AHEAD, STEPS_REMEMBERED + 1):
        if hmac.compare_digest(_scanned(key, step - age).encode(), wanted.encode()):
            return CodeVerdict.GOOD if age <= STEPS_BACK else CodeVerdict.OLD
    return CodeVerdict.WRONG


def is_spoken(key: str, code: str, moment: datetime) -> bool:
    """Whether the six digits are good now. Older ones are not recognised: six digits repeat too easily."""
    digits = "".join(character for character in unicodedata.normalize("NFKC", code) if character.isdigit())
    step = _step(moment)
    return any(_spoken(key, step - age) == digits for age in range(-STEPS_AHEAD, STEPS_BACK + 1))


def _step(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP_SECONDS


def _scanned(key: str, step: int) -> str:
    return b32encode(_digest(key, "scanned", step)[:10]).decode()


def _spoken(key: str, step: int) -> str:
    return f"{int.from_bytes(_digest(key, 'spoken', step)[:8]) % 10**6:06d}"


def _digest(key: str, purpose: str, step: int) -> bytes:
    return hmac.digest(bytes.fromhex(key), f"{purpose}:{step}".encode(), hashlib.sha256)
