"""Which addresses of a language model's server may be asked, and what must be said for that."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from shamay_desktop.domain.errors import Refused

LONGEST = 300


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """An address as it is asked: `base` without a slash at its end, `local` on this machine.

    `origin` is scheme, host and port; `open_on_the_way` says that what is sent to another machine
    can be read by others on the network.
    """

    base: str
    host: str
    local: bool
    origin: str = ""
    open_on_the_way: bool = False


def server_address(given: str, named_host: str = "") -> ServerAddress:
    """The address, if it may be asked.

    A server on this machine may be asked as it is. Any other only when the person named its host
    besides (`named_host`), and on the open internet only over https. Raises
    Refused(`model_address_wrong`; given), Refused(`model_host_not_named`, `model_not_encrypted`;
    host).
    """
    text = given.strip().rstrip("/")
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").casefold(), parts.port
    except ValueError as error:
        raise Refused("model_address_wrong", given=given[:80]) from error
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    if parts.scheme not in {"http", "https"} or not host or not plain or len(text) > LONGEST:
        raise Refused("model_address_wrong", given=given[:80])
    if any(letter.isspace() or not letter.isprintable() for letter in text):
        raise Refused("model_address_wrong", given=given[:80])
    local = is_local(host)
    if not local and named_host.strip().casefold() != host:
        raise Refused("model_host_not_named", host=host)
    if not local and parts.scheme != "https" and not _is_private(host):
        raise Refused("model_not_encrypted", host=host)
    port = port or (443 if parts.scheme == "https" else 80)
    origin = f"{parts.scheme}://{f'[{host}]' if ':' in host else host}:{port}"
    return ServerAddress(text, host, local, origin, not local and parts.scheme == "http")


def is_local(host: str) -> bool:
    """Whether a host is this machine: nothing that is sent there leaves it."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _is_private(host: str) -> bool:
    """An address of the office's own network."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return False
