"""Counters of attempts that all processes share in Redis, and that each keeps for itself while Redis is away."""

import logging
import time
from typing import Any

from limits.storage import MemoryStorage, RedisStorage, Storage

log = logging.getLogger(__name__)
SCHEME = "shared+"
ALONE_FOR_SECONDS = 30
PATIENCE_SECONDS = 1


class SharedCounters(Storage):
    """No page fails because nobody can count: for a while a limit is that of each process, and the log says so once."""

    STORAGE_SCHEME = [SCHEME + redis for redis in ("redis", "rediss", "unix")]

    def __init__(self, uri: str, **options: Any) -> None:
        super().__init__(uri)
        url = uri.removeprefix(SCHEME)
        self._shared = RedisStorage(url, socket_connect_timeout=PATIENCE_SECONDS, socket_timeout=PATIENCE_SECONDS)
        self._own = MemoryStorage()
        self._alone_until = 0.0

    @property
    def base_exceptions(self) -> type[Exception] | tuple[type[Exception], ...]:
        return self._shared.base_exceptions

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        return int(self._ask("incr", key, expiry, amount=amount))

    def get(self, key: str) -> int:
        return int(self._ask("get", key))

    def get_expiry(self, key: str) -> float:
        return float(self._ask("get_expiry", key))

    def check(self) -> bool:
        return bool(self._ask("check"))

    def reset(self) -> int | None:
        self._own.reset()
        count: int | None = self._ask("reset")
        return count

    def clear(self, key: str) -> None:
        self._ask("clear", key)

    def _ask(self, question: str, *arguments: Any, **named: Any) -> Any:
        if time.monotonic() >= self._alone_until:
            try:
                return getattr(self._shared, question)(*arguments, **named)
            except self.base_exceptions as problem:
                self._alone_until = time.monotonic() + ALONE_FOR_SECONDS
                log.warning("Redis cannot be reached, each process counts attempts for itself for 30 s: %s", problem)
        return getattr(self._own, question)(*arguments, **named)
