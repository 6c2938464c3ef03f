"""Pages kept beside the original: durable, by hash, and worthless when they are broken."""

import gzip
import json
from pathlib import Path

import pytest

from shamay_desktop.documents.reading.kept_pages import RECIPES, KeptPages
from shamay_desktop.domain.reading.page_text import Line, Method, PageText, Ruling, Word
from shamay_desktop.system.durable import DurableDisk

SHA = "ab" * 32


def _page(text: str = "1/2", method: Method = Method.TEXT, page: int = 3) -> PageText:
    word = Word(text, (1.0, 2.0, 30.0, 12.0))
    return PageText(page, 595, 842, method, (Line((word,)),), (Ruling((0.0, 0.0, 9.0, 0.5)),))


@pytest.fixture
def kept(tmp_path: Path) -> KeptPages:
    """Kept pages of a folder that does not exist yet."""
    return KeptPages(tmp_path / "readings", DurableDisk())


def test_a_page_when_kept_then_is_found_by_its_hash_and_number(
    kept: KeptPages, tmp_path: Path
) -> None:
    file = kept.put(SHA, _page(), 90)
    found = kept.get(SHA, 3)
    assert found is not None
    assert (found.page, found.rotation, found.file) == (_page(), 90, file)
    assert kept.get(SHA, 2) is None
    assert kept.get("cd" * 32, 3) is None
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["text1-3.json.gz"]


def test_a_page_when_read_again_then_the_later_one_stands(kept: KeptPages) -> None:
    kept.put(SHA, _page("1", Method.OCR))
    kept.put(SHA, _page("2", Method.OCR))
    found = kept.get(SHA, 3)
    assert found is not None
    assert found.page.text == "2"


def test_a_page_when_it_has_its_own_text_then_that_goes_before_what_was_recognised(
    kept: KeptPages,
) -> None:
    kept.put(SHA, _page("own"))
    kept.put(SHA, _page("recognised", Method.OCR))
    found = kept.get(SHA, 3)
    assert found is not None
    assert found.page.text == "own"


def test_a_recognised_page_when_kept_in_two_turns_then_each_is_found_by_its_own(
    kept: KeptPages,
) -> None:
    kept.put(SHA, _page("upright", Method.OCR))
    kept.put(SHA, _page("turned", Method.OCR), 90)
    for rotation, text in ((0, "upright"), (90, "turned")):
        found = kept.get(SHA, 3, rotation)
        assert found is not None
        assert (found.page.text, found.rotation) == (text, rotation)
    assert kept.get(SHA, 3, 180) is None


def test_a_recognised_page_when_its_file_says_another_turn_then_is_read_again(
    kept: KeptPages,
) -> None:
    file = kept.put(SHA, _page("turned", Method.OCR), 90)
    file.rename(file.with_name(f"{RECIPES[Method.OCR]}-3.json.gz"))
    assert kept.get(SHA, 3) is None


def test_a_page_of_own_text_when_turned_then_is_the_same(kept: KeptPages) -> None:
    kept.put(SHA, _page("own"))
    for rotation in (0, 90, 180, 270):
        found = kept.get(SHA, 3, rotation)
        assert found is not None
        assert found.page.text == "own"


def _packed(content: object) -> bytes:
    return gzip.compress(json.dumps(content).encode())


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"no gzip",
        gzip.compress(b"no json"),
        gzip.compress(b"[" * 100_000),
        gzip.compress(b"\xff\xfe"),
        _packed({"rotation": 0}),
        _packed({"rotation": 0, "page": {"page": 3}}),
        _packed({"rotation": "0", "page": None}),
        _packed([]),
    ],
    ids=range(9),  # packed bytes hold the time: two processes would not name them alike
)
def test_a_kept_page_when_it_is_broken_then_is_as_if_it_were_not_there(
    kept: KeptPages, broken: bytes
) -> None:
    file = kept.put(SHA, _page())
    file.write_bytes(broken)
    assert kept.get(SHA, 3) is None
    kept.put(SHA, _page())
    assert kept.get(SHA, 3) is not None


def test_a_kept_page_when_cut_anywhere_then_is_as_if_it_were_not_there(kept: KeptPages) -> None:
    file = kept.put(SHA, _page())
    content = file.read_bytes()
    for length in range(len(content)):
        file.write_bytes(content[:length])
        assert kept.get(SHA, 3) is None


def test_a_kept_page_when_it_is_of_another_number_then_is_not_taken(kept: KeptPages) -> None:
    file = kept.put(SHA, _page())
    file.rename(file.with_name("text1-4.json.gz"))
    assert kept.get(SHA, 4) is None


def test_a_kept_page_when_it_unpacks_without_end_then_is_not_taken(kept: KeptPages) -> None:
    file = kept.put(SHA, _page())
    file.write_bytes(gzip.compress(b" " * (40 * 1024 * 1024)))
    assert kept.get(SHA, 3) is None


def test_a_hash_that_is_none_then_names_no_file(kept: KeptPages) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        kept.get("../../etc", 1)
