"""One child worker, kept alive for as long as this process serves."""

import os
import subprocess
import sys
import threading

RESTART_AFTER_SECONDS = 2
PATIENCE_SECONDS = 10


class Supervisor(threading.Thread):
    """The child also ends by itself when this process was killed (`tasks.work`)."""

    def __init__(self) -> None:
        super().__init__(daemon=True, name="worker-supervisor")
        self._stopped = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._starting = threading.Lock()

    def run(self) -> None:
        while child := self._next_child():
            child.wait()
            self._stopped.wait(RESTART_AFTER_SECONDS)

    def stop(self) -> None:
        """Whatever the child was doing is taken up again at the next start."""
        self._stopped.set()
        with self._starting:
            child = self._child
        if child is None:
            return
        child.terminate()
        try:
            child.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()

    def _next_child(self) -> subprocess.Popen[bytes] | None:
        with self._starting:
            if self._stopped.is_set():
                return None
            worker = [sys.executable, "-m", "cgtraining", "worker", "--parent", str(os.getpid())]
            self._child = subprocess.Popen(worker)
            return self._child
