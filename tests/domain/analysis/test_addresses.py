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


def test_address_when_of_another_machine_without_encryption_then_says_that_it_is_open() -> None:
    assert server_address("http://10.0.0.7:8080/v1", "10.0.0.7").open_on_the_way
    assert not server_address("https://10.0.0.7:8080/v1", "10.0.0.7").open_on_the_way
    assert not server_address("http://localhost:11434/v1").open_on_the_way


def test_address_when_its_port_is_not_said_then_its_origin_names_the_usual_one() -> None:
    assert server_address("https://models.example.org/v1", "models.example.org").origin == (
        "https://models.example.org:443"
    )
    assert server_address("http://[::1]:8080").origin == "http://[::1]:8080"
