"""The file outbox: what would be sent lies in the data folder: for a trial, a demo, an office without a server."""

import os
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from cgtraining.mail.failures import NotSent


def write_letter(folder: Path, name: str, letter: EmailMessage) -> None:
    _write(folder / f"{name}.eml", letter.as_bytes(policy=SMTP))


@dataclass(frozen=True)
class FileGateway:
    folder: Path

    def send(self, *, phone: str, text: str, key: str) -> None:
        _write(self.folder / f"{key}.txt", f"{phone}\n\n{text}\n".encode())


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, and the same file when tried again."""
    draft = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds codes and personal links
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as problem:
        raise NotSent(f"file outbox: {problem}", again=True) from None
