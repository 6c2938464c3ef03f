"""The language model's server: off until a person of this machine names one."""

from collections.abc import Sequence
from dataclasses import asdict

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.analysis.addresses import server_address
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.records import Happened
from shamay_desktop.usecases.model_ports import SECONDS, ModelServer
from shamay_desktop.usecases.ports import Cancelled
from shamay_desktop.usecases.services import Services

SETTING = "model.server"
LONGEST_NAME = 200


def server_of(services: Services) -> ModelServer | None:
    """The server that this machine's person named; None: the program asks nobody."""
    match services.settings.get(SETTING):
        case {"address": str(address), "model": str(model), "named_host": str(host), **rest} if (
            address and model
        ):
            seconds = rest.get("seconds")
            if not isinstance(seconds, int) or isinstance(seconds, bool):
                return ModelServer(address, model, host)
            return ModelServer(address, model, host, seconds)
    return None


def checked_server(server: ModelServer) -> ModelServer:
    """The server as it is kept. Raises Refused as `server_address`, `model_name_missing`,
    `model_seconds_wrong`.
    """
    place = server_address(server.address, server.named_host)
    model = server.model.strip()
    if not model or len(model) > LONGEST_NAME:
        raise Refused("model_name_missing")
    if not SECONDS[0] <= server.seconds <= SECONDS[1]:
        raise Refused("model_seconds_wrong", least=SECONDS[0], most=SECONDS[1])
    return ModelServer(place.base, model, "" if place.local else place.host, server.seconds)


def save_server(
    services: Services, actor: Actor, server: ModelServer | None, key: str | None = None
) -> None:
    """Name a server, or (None) none any more. A `key` goes to the keyring and nowhere else.

    An empty key forgets the kept one; None leaves it. The audit trail says which server was named
    or given up, never the key. Raises NotAllowed, Refused as `checked_server`,
    WorldFailed(`model_key_not_kept`).
    """
    require(actor, Permission.EDIT_CASE)
    before = server_of(services)
    if server is None:
        if before is not None:
            _forget_key(services, before)
            _note(services, actor, "model_server_removed", before)
        services.settings.set(SETTING, None)
        return
    checked = checked_server(server)
    if key == "":
        services.secrets.delete(_secret(checked))
    elif key is not None and not services.secrets.set(_secret(checked), key):
        raise WorldFailed("model_key_not_kept")
    services.settings.set(SETTING, asdict(checked))
    if before is not None and _secret(before) != _secret(checked):
        _forget_key(services, before)
    if checked != before or key is not None:
        _note(services, actor, "model_server_changed" if before else "model_server_named", checked)


def key_of(services: Services, server: ModelServer) -> str | None:
    """The server's key, from the keyring; None for a server without one."""
    return services.secrets.get(_secret(server))


def try_server(
    services: Services,
    actor: Actor,
    server: ModelServer,
    key: str | None = None,
    cancelled: Cancelled | None = None,
) -> Sequence[str]:
    """Ask a server for the names of its models: nothing of a case is sent.

    Raises as `checked_server` and `LanguageModel.models`, Refused(`model_off`,
    `model_not_offered`; model).
    """
    require(actor, Permission.EDIT_CASE)
    checked = checked_server(server)
    if services.model is None:
        raise Refused("model_off")
    secret = key if key is not None else key_of(services, checked)
    names = tuple(services.model.models(checked, secret, cancelled))
    if names and checked.model not in names and f"{checked.model}:latest" not in names:
        raise Refused("model_not_offered", model=checked.model, names=", ".join(names[:5]))
    return names


def _secret(server: ModelServer) -> str:
    """By scheme, host and port: a key is never shown to another server of the same machine, nor
    without encryption when it was given for an encrypted one.
    """
    return f"model:{server_address(server.address, server.named_host).origin}"


def _forget_key(services: Services, server: ModelServer) -> None:
    """A setting that was written by hand may name an address that is none: it has no key."""
    try:
        services.secrets.delete(_secret(server))
    except Refused:
        return


def _note(services: Services, actor: Actor, action: str, server: ModelServer) -> None:
    try:
        origin = server_address(server.address, server.named_host).origin
    except Refused:
        origin = ""
    facts: dict[str, Json] = {"server": origin, "model": server.model}
    with services.database.work(actor) as work:
        work.trail.write(Happened(action, "organization", actor.organization_id, facts))
        work.commit()
