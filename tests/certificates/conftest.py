"""Most tests of certificates are about rows and people, not about what is printed: their prints are blank."""

import pytest


@pytest.fixture(autouse=True)
def _blank_unless_looked_at(request: pytest.FixtureRequest) -> None:
    chosen = getattr(request.node, "callspec", None)
    engine_name = chosen and chosen.params.get("engine_name")
    if engine_name == "postgresql" or request.node.get_closest_marker("prints") is None:
        request.getfixturevalue("blank_prints")
