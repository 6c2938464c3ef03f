"""A server that speaks as OpenAI's does: Ollama, llama.cpp, LM Studio, or one in the cloud."""

from collections.abc import Sequence
from time import monotonic

from shamay_desktop.analysis.calling import Call, Reply, called
from shamay_desktop.analysis.shapes import WrongShape, answer_of, content_of, names_of
from shamay_desktop.domain.analysis.addresses import ServerAddress, server_address
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.usecases.model_ports import (
    LONGEST_QUESTION,
    SECONDS,
    ModelAnswer,
    ModelServer,
    Question,
    Rung,
    body_of,
)
from shamay_desktop.usecases.ports import Cancelled

_LACKS_SHAPE = frozenset({400, 404, 415, 422, 501})
"""Statuses by which a server says that it does not know a form of the answer."""


class OpenAiCompatible:
    """The port `LanguageModel` over HTTP; it holds nothing between two questions."""

    def ask(
        self,
        server: ModelServer,
        key: str | None,
        question: Question,
        cancelled: Cancelled | None = None,
    ) -> ModelAnswer:
        """Ask by the first form that the server knows; each answer is validated."""
        place = server_address(server.address, server.named_host)
        if len(question.text) + len(question.instructions) > LONGEST_QUESTION:
            raise Refused("model_question_too_long", limit=LONGEST_QUESTION)
        until = monotonic() + min(max(server.seconds, SECONDS[0]), SECONDS[1])
        last = WorldFailed("model_answer_broken", host=place.host)
        for rung in Rung:
            body = body_of(server, question, rung)
            url = f"{place.base}/chat/completions"
            reply = called(Call(url, place.host, key, body), until, cancelled)
            if reply.status in _LACKS_SHAPE and rung is not Rung.PLAIN:
                continue
            _check_status(reply, place, server)
            try:
                text, stated = answer_of(content_of(_json_of(reply)))
            except WrongShape:
                continue
            return ModelAnswer(text, stated, rung, server.model)
        raise last

    def models(
        self, server: ModelServer, key: str | None, cancelled: Cancelled | None = None
    ) -> Sequence[str]:
        """The names of the models that the server offers."""
        place = server_address(server.address, server.named_host)
        until = monotonic() + min(max(server.seconds, SECONDS[0]), SECONDS[1])
        reply = called(Call(f"{place.base}/models", place.host, key, None), until, cancelled)
        _check_status(reply, place, server)
        try:
            return names_of(_json_of(reply))
        except WrongShape as error:
            raise WorldFailed("model_answer_broken", host=place.host) from error


def _json_of(reply: Reply) -> bytes:
    """The bytes, if the server says that they are JSON. Raises WrongShape."""
    if "json" not in reply.content_type.casefold():
        raise WrongShape(reply.content_type)
    return reply.content


def _check_status(reply: Reply, place: ServerAddress, server: ModelServer) -> None:
    """Raises WorldFailed by what the status says."""
    status, host = reply.status, place.host
    if 200 <= status < 300:
        return
    if 300 <= status < 400:
        raise WorldFailed("model_redirects", host=host)
    if status in {401, 403}:
        raise WorldFailed("model_key_refused", host=host)
    if status == 404:
        raise WorldFailed("model_unknown", host=host, model=server.model)
    if status == 429:
        raise WorldFailed("model_busy", host=host)
    raise WorldFailed("model_failed", host=host, status=status)
