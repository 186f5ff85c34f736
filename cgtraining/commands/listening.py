"""The address on which `cgtraining run` listens, taken before anything else is done."""

import errno
import socket

from cgtraining.commands.refusals import NothingDone

ALL_ADDRESSES = {"0.0.0.0", "::"}
THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}
NOWHERE = ("192.0.2.1", 9)  # reserved for documentation: asking for the way there sends nothing


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets bound to every address that `host` means; a clear sentence where that cannot be."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        return [_bound(family, address) for family, _type, _protocol, _name, address in found]
    except OSError as problem:
        raise NothingDone(_sentence(problem, host, port)) from None


def base_address(host: str, port: int) -> str:
    """Where a browser finds it; for 'all addresses' that of this machine in its network."""
    name = _in_the_network() if host in ALL_ADDRESSES else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def _bound(family: int, address: tuple[object, ...]) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind(address)
    except OSError:
        listener.close()
        raise
    listener.listen()
    return listener


def _sentence(problem: OSError, host: str, port: int) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"Another program uses port {port} already, perhaps another cgtraining: choose one with --port."
    if problem.errno == errno.EACCES:
        return f"This user may not listen on port {port}: choose one above 1023 with --port."
    return f"This machine has no address {host}: choose another with --host."


def _in_the_network() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(NOWHERE)
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
