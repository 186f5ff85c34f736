"""Why a message could not be handed over, and whether it may be tried again without saying anything twice."""


class NotSent(Exception):
    """Surely not handed over. `again`: it may work later; otherwise the address itself was refused."""

    def __init__(self, reason: str, *, again: bool) -> None:
        super().__init__(reason)
        self.reason = reason[:300]
        self.again = again


class PossiblySent(Exception):
    """The other side may have it: it is not sent again by itself."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason[:300]
