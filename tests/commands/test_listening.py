import socket

import pytest

from cgtraining.commands.listening import base_address, listen
from cgtraining.commands.refusals import NothingDone
from tests.processes import free_port


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:8000"), ("::1", "http://[::1]:8000"), ("office.lan", "http://office.lan:8000")],
)
def test_the_address_is_one_that_a_browser_takes(host: str, address: str) -> None:
    assert base_address(host, 8000) == address


def test_all_addresses_means_that_of_this_machine_in_its_network() -> None:
    assert base_address("0.0.0.0", 8000) != "http://0.0.0.0:8000"


def test_the_sockets_listen_on_what_was_asked() -> None:
    port = free_port()
    [found] = listen("127.0.0.1", port)
    with found:
        assert found.getsockname() == ("127.0.0.1", port)
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass


@pytest.mark.parametrize("host", ["192.0.2.7", "nowhere.invalid"])
def test_an_address_of_another_machine_is_refused(host: str) -> None:
    with pytest.raises(NothingDone, match=f"This machine has no address {host}: choose another with --host"):
        listen(host, free_port())
