"""The reading tasks of the limited process: answers fit the pipe whatever a page holds."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from shamay_desktop.documents.worker import reading_tasks
from shamay_desktop.documents.worker.reading_tasks import page_layers
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.reading.page_json import decode_page
from tests.documents.reading.drawn_papers import drawn, font


def _dense(pages: int) -> Callable[[Canvas], None]:
    """Pages of 40 lines with 100 words each, and a ruling under every line."""

    def draw(canvas: Canvas) -> None:
        for _ in range(pages):
            canvas.setFont(font(), 3)
            for row in range(40):
                canvas.drawString(5, 820 - row * 20, "1/2 " * 100)
                canvas.line(5, 815 - row * 20, 500, 815 - row * 20)
            canvas.showPage()

    return draw


def test_pages_when_asked_for_then_come_with_the_number_of_all(tmp_path: Path) -> None:
    answer = page_layers(str(drawn(tmp_path / "dense.pdf", _dense(5))), 2, 3)
    assert answer["pages"] == 5
    layers = answer["layers"]
    assert isinstance(layers, list)
    assert [layer["page"]["page"] for layer in layers] == [2, 3, 4]
    assert all(layer["real"] for layer in layers)
    assert len(list(decode_page(layers[0]["page"]).words())) == 4000


def test_an_answer_when_it_grows_too_long_then_has_fewer_pages_and_at_least_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(drawn(tmp_path / "dense.pdf", _dense(4)))
    one = len(json.dumps(page_layers(path, 1, 1)))
    for most, pages in ((one * 2, 3), (10, 1)):
        monkeypatch.setattr(reading_tasks, "MOST_BYTES", most)
        layers = page_layers(path, 1, 4)["layers"]
        assert isinstance(layers, list)
        assert len(layers) == pages


@pytest.mark.parametrize(("share", "rulings"), [(0.99, False), (0.5, False), (0.001, False)])
def test_a_page_when_it_alone_is_too_long_then_is_cut_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: float, rulings: bool
) -> None:
    path = str(drawn(tmp_path / "dense.pdf", _dense(1)))
    whole = page_layers(path, 1, 1)["layers"]
    assert isinstance(whole, list)
    length = int(len(json.dumps(whole[0]["page"])) * share)
    monkeypatch.setattr(reading_tasks, "MOST_BYTES_A_PAGE", length)
    layers = page_layers(path, 1, 1)["layers"]
    assert isinstance(layers, list)
    page = decode_page(layers[0]["page"])
    assert len(json.dumps(layers[0]["page"])) <= max(length, 200)
    assert page.problem == "page_too_heavy"
    assert bool(page.rulings) is rulings
    assert page.lines == decode_page(whole[0]["page"]).lines[: len(page.lines)]


def test_pages_when_the_first_is_not_there_then_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="file_page_missing"):
        page_layers(str(drawn(tmp_path / "dense.pdf", _dense(1))), 2, 1)
