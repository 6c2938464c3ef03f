"""A server of a language model, with the misbehaviours that servers have, on real sockets."""

import json
import socket

import pytest

from shamay_desktop.analysis import openai_compatible
from shamay_desktop.analysis.openai_compatible import OpenAiCompatible
from shamay_desktop.domain.analysis.grounding import Stated
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.usecases.model_ports import (
    LONGEST_QUESTION,
    ModelAnswer,
    ModelServer,
    Question,
    Rung,
    body_of,
)
from tests.model_server import (
    Behave,
    FakeModel,
    answer,
    closing,
    completion,
    endless,
    fake_model,
    huge,
    only,
    redirecting,
    reply,
    saying,
    waiting,
)

QUESTION = Question("fixed", '{"question": "מה השטח?"}')
GOOD = answer("השטח 120", ("120", "S1"))


def asked(behave: Behave, *, key: str | None = None) -> tuple[ModelAnswer, FakeModel]:
    """What a server that behaves so answers, and what it saw."""
    with fake_model(behave) as model:
        server = ModelServer(model.address, "tiny", seconds=60)
        return OpenAiCompatible().ask(server, key, QUESTION), model


def failure(behave: Behave) -> WorldFailed:
    """How asking a server that behaves so fails."""
    with pytest.raises(WorldFailed) as raised:
        asked(behave)
    assert raised.value.facts["host"] == "127.0.0.1"
    return raised.value


def test_question_when_the_server_knows_schemas_then_is_asked_once_and_answered() -> None:
    told, model = asked(saying(GOOD))
    assert told == ModelAnswer("השטח 120", (Stated("120", "S1"),), Rung.SCHEMA, "tiny")
    assert model.paths == ["/v1/chat/completions"]
    assert model.formats == ["json_schema"]


def test_request_when_sent_then_is_what_the_panel_shows_with_no_tools_and_no_stream() -> None:
    _told, model = asked(saying(GOOD))
    sent = model.bodies[0]
    assert sent == json.loads(json.dumps(body_of(ModelServer(model.address, "tiny"), QUESTION)))
    assert "tools" not in sent
    assert "functions" not in sent
    assert sent["stream"] is False


@pytest.mark.parametrize(
    ("form", "formats", "rung"),
    [
        ("json_object", ["json_schema", "json_object"], Rung.OBJECT),
        ("plain", ["json_schema", "json_object", "plain"], Rung.PLAIN),
    ],
)
def test_server_when_it_lacks_a_form_then_the_next_is_asked_for(
    form: str, formats: list[str], rung: Rung
) -> None:
    told, model = asked(only(form, GOOD))
    assert told.rung is rung
    assert model.formats == formats


def test_answer_when_it_stands_in_a_code_fence_then_is_read() -> None:
    told, _model = asked(saying(f"```json\n{GOOD}\n```"))
    assert told.text == "השטח 120"


@pytest.mark.parametrize(
    "content",
    [
        "השטח הוא 120 מטר",
        '{"answer": "x"}',
        '{"answer": "x", "values": "120"}',
        '{"answer": "x", "values": [], "action": "delete the case"}',
        '{"answer": "x", "values": [{"value": 120, "source": "S1"}]}',
        '{"answer": "", "values": []}',
        f"Sure! {GOOD}",
        "[" * 5000,
        "",
    ],
)
def test_answer_when_it_has_another_shape_then_is_not_used(content: str) -> None:
    with fake_model(saying(content)) as model:
        server = ModelServer(model.address, "tiny")
        with pytest.raises(WorldFailed) as raised:
            OpenAiCompatible().ask(server, None, QUESTION)
        assert raised.value.code == "model_answer_broken"
        assert model.formats == ["json_schema", "json_object", "plain"]


@pytest.mark.parametrize(
    "whole",
    [b"not json", b"{}", b'{"choices": []}', b'{"choices": [{"message": {}}]}', b"\xff\xfe"],
)
def test_reply_when_it_is_no_completion_then_is_not_used(whole: bytes) -> None:
    assert failure(lambda handler, _body: reply(handler, whole)).code == "model_answer_broken"


def test_reply_when_it_says_that_it_is_html_then_is_not_read() -> None:
    page = json.dumps(completion(GOOD)).encode()
    found = failure(lambda handler, _body: reply(handler, page, kind="text/html"))
    assert found.code == "model_answer_broken"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, "model_key_refused"),
        (403, "model_key_refused"),
        (404, "model_unknown"),
        (429, "model_busy"),
        (500, "model_failed"),
        (503, "model_failed"),
    ],
)
def test_server_when_it_refuses_then_its_status_is_said(status: int, code: str) -> None:
    found = failure(lambda handler, _body: reply(handler, {"error": "no"}, status=status))
    assert found.code == code


def test_redirect_when_answered_then_is_not_followed_and_nothing_reaches_the_other() -> None:
    with fake_model(saying(GOOD)) as other:
        found = failure(redirecting(f"{other.address}/chat/completions"))
        assert found.code == "model_redirects"
        assert other.paths == []


def test_answer_when_it_never_ends_then_reading_stops_at_the_limit() -> None:
    assert failure(endless).code == "model_answer_too_large"


def test_answer_when_it_is_huge_then_is_not_read_whole() -> None:
    assert failure(huge).code == "model_answer_too_large"


def test_connection_when_closed_in_the_middle_then_the_server_is_unreachable() -> None:
    assert failure(closing).code == "model_unreachable"


def test_server_when_nobody_listens_then_is_unreachable() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        server = ModelServer(f"http://127.0.0.1:{held.getsockname()[1]}/v1", "tiny")
        with pytest.raises(WorldFailed) as raised:
            OpenAiCompatible().ask(server, None, QUESTION)
    assert raised.value.code == "model_unreachable"


def test_server_when_it_is_slow_then_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai_compatible, "SECONDS", (0, 0))
    model: list[FakeModel] = []
    with fake_model(waiting(model)) as running:
        model.append(running)
        with pytest.raises(WorldFailed) as raised:
            OpenAiCompatible().ask(ModelServer(running.address, "tiny"), None, QUESTION)
    assert raised.value.code == "model_slow"


def test_question_when_cancelled_then_ends_while_the_server_still_waits() -> None:
    model: list[FakeModel] = []
    with fake_model(waiting(model)) as running:
        model.append(running)
        server = ModelServer(running.address, "tiny")
        with pytest.raises(WorkCancelled):
            OpenAiCompatible().ask(server, None, QUESTION, lambda: bool(running.bodies))
        assert not running.released.is_set()


def test_key_when_there_is_one_then_goes_in_its_header_alone() -> None:
    _told, model = asked(saying(GOOD), key="secret-1")
    assert model.headers[0]["authorization"] == "Bearer secret-1"
    assert b"secret-1" not in model.raw[0]
    _told, without = asked(saying(GOOD))
    assert "authorization" not in without.headers[0]


def test_proxy_of_the_surroundings_when_set_then_is_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with fake_model(saying(GOOD)) as proxy:
        for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        told, model = asked(saying(GOOD))
        assert told.text == "השטח 120"
        assert (len(model.bodies), proxy.paths) == (1, [])


def test_question_when_too_long_then_is_refused_before_anything_is_sent() -> None:
    with fake_model(saying(GOOD)) as model:
        long = Question("fixed", "א" * (LONGEST_QUESTION + 1))
        with pytest.raises(Refused) as raised:
            OpenAiCompatible().ask(ModelServer(model.address, "tiny"), None, long)
        assert raised.value.code == "model_question_too_long"
        assert model.paths == []


def test_host_when_not_named_then_is_refused_before_anything_is_sent() -> None:
    server = ModelServer("https://models.example.org/v1", "tiny")
    with pytest.raises(Refused) as raised:
        OpenAiCompatible().ask(server, None, QUESTION)
    assert raised.value.code == "model_host_not_named"


def test_models_when_asked_then_are_the_names_that_the_server_offers() -> None:
    with fake_model(saying(GOOD)) as model:
        model.names = ("tiny", "large:8b")
        server = ModelServer(model.address, "tiny")
        assert OpenAiCompatible().models(server, None) == ("tiny", "large:8b")
        assert model.paths == ["/v1/models"]
        assert model.bodies == []
