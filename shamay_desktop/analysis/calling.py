"""One request to a server that the user named, with limits on size and time, and no detours."""

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.usecases.model_ports import LONGEST_ANSWER, SECONDS
from shamay_desktop.usecases.ports import Cancelled

if TYPE_CHECKING:
    import httpx

_LOOK = 1 / 20
"""Seconds between two looks at whether it was cancelled or took too long."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered: its status, the type that it names, and its bytes."""

    status: int
    content_type: str
    content: bytes
    retry_after: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A request: the whole address, the key if there is one, and the body (None: a GET)."""

    url: str
    host: str
    key: str | None
    body: Mapping[str, Json] | None


def called(call: Call, until: float, cancelled: Cancelled | None) -> Reply:
    """Ask once; `until` is the moment (`time.monotonic`) at which the patience ends.

    Redirects are not followed, the surroundings' proxies and settings are not asked, and of the
    answer no more than `LONGEST_ANSWER` bytes are read. Raises WorldFailed, WorkCancelled.
    """
    return asyncio.run(_watched(_asked(call), call.host, until, cancelled))


async def _watched(
    asking: Coroutine[object, object, Reply],
    host: str,
    until: float,
    cancelled: Cancelled | None,
) -> Reply:
    task = asyncio.create_task(asking)
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=_LOOK)
            if cancelled is not None and cancelled():
                raise WorkCancelled
            if not task.done() and monotonic() > until:
                raise WorldFailed("model_slow", host=host)
        return task.result()
    finally:
        if not task.done():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def _asked(call: Call) -> Reply:
    import httpx

    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    if call.key:
        headers["Authorization"] = f"Bearer {call.key}"
    # The watcher's patience is the limit; httpx's own would only be a second one.
    try:
        async with httpx.AsyncClient(
            trust_env=False, follow_redirects=False, timeout=SECONDS[1], headers=headers
        ) as client:
            method = "GET" if call.body is None else "POST"
            async with client.stream(method, call.url, json=call.body) as response:
                return await _read(response, call.host)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        kind = type(error).__name__
        raise WorldFailed("model_unreachable", host=call.host, reason=kind) from error


async def _read(response: "httpx.Response", host: str) -> Reply:
    content = bytearray()
    async for piece in response.aiter_raw():
        content += piece
        if len(content) > LONGEST_ANSWER:
            raise WorldFailed("model_answer_too_large", host=host, limit=LONGEST_ANSWER // 1024)
    return Reply(
        response.status_code,
        response.headers.get("content-type", ""),
        bytes(content),
        response.headers.get("retry-after", "")[:40],
    )
