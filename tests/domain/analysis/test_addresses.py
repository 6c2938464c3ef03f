"""Only this machine is asked, unless the person names the host; and never in the clear outside."""

import pytest

from shamay_desktop.domain.analysis.addresses import server_address
from shamay_desktop.domain.errors import Refused


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:11434/v1",
        "http://127.0.0.1:8080/v1/",
        "http://[::1]:1/v1",
        "http://127.9.9.9",
    ],
)
def test_address_when_on_this_machine_then_needs_no_naming(address: str) -> None:
    place = server_address(address)
    assert place.local
    assert not place.base.endswith("/")


def test_host_when_named_then_may_be_asked_over_https() -> None:
    place = server_address("https://API.example.org/v1", " api.example.org ")
    assert (place.host, place.local) == ("api.example.org", False)


@pytest.mark.parametrize(
    ("address", "named", "code"),
    [
        ("https://api.example.org/v1", "", "model_host_not_named"),
        ("https://api.example.org/v1", "example.org", "model_host_not_named"),
        ("http://192.168.1.5:11434", "", "model_host_not_named"),
        ("https://localhost.example.org", "", "model_host_not_named"),
        ("https://127.0.0.1.example.org", "", "model_host_not_named"),
        ("http://0.0.0.0:1", "", "model_host_not_named"),
        ("http://api.example.org/v1", "api.example.org", "model_not_encrypted"),
        ("https://localhost@evil.example.org", "", "model_address_wrong"),
        ("https://someone@api.example.org", "api.example.org", "model_address_wrong"),
        ("https://api.example.org/?x=1", "api.example.org", "model_address_wrong"),
        ("ftp://localhost", "", "model_address_wrong"),
        ("file:" + "///etc/passwd", "", "model_address_wrong"),
        ("localhost:11434", "", "model_address_wrong"),
        ("http://localhost:99999999", "", "model_address_wrong"),
        ("http://[", "", "model_address_wrong"),
        ("http://local host", "", "model_address_wrong"),
        ("", "", "model_address_wrong"),
    ],
)
def test_address_when_it_may_not_be_asked_then_is_refused(
    address: str, named: str, code: str
) -> None:
    with pytest.raises(Refused) as raised:
        server_address(address, named)
    assert raised.value.code == code


def test_host_when_of_the_offices_own_network_and_named_then_may_be_asked() -> None:
    assert server_address("http://192.168.1.5:11434/v1", "192.168.1.5").host == "192.168.1.5"
