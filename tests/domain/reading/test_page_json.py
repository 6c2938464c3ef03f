"""Pages as JSON: the same both ways, and nothing that does not fit is believed."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.reading.page_json import PageBroken, decode_page, encode_page
from shamay_desktop.domain.reading.page_text import Line, Method, PageText, Ruling, Word

_SIDE = st.integers(-1000, 1_000_000).map(lambda hundredths: hundredths / 100)
_BOX = st.tuples(_SIDE, _SIDE, _SIDE, _SIDE).map(
    lambda box: (min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3]))
)
_TEXT = st.text("אבג abc1/2(),.\"'₪%", min_size=1).map(lambda text: "".join(text.split()))
_WORD = st.builds(
    Word,
    _TEXT.filter(bool),
    _BOX,
    st.integers(0, 10_000).map(lambda share: share / 10_000),
    st.sampled_from(["", "12", "1/2"]),
)
_PAGE = st.builds(
    PageText,
    st.integers(1, 2000),
    _SIDE.filter(lambda side: side > 0),
    _SIDE.filter(lambda side: side > 0),
    st.sampled_from(Method),
    st.lists(st.builds(Line, st.lists(_WORD, min_size=1).map(tuple), st.booleans())).map(tuple),
    st.lists(st.builds(Ruling, _BOX)).map(tuple),
    st.sampled_from([None, "page_too_slow", "page_too_heavy", "page_broken", "no_engine"]),
    st.sampled_from([0, 90, 180, 270]),
)


@given(_PAGE)
def test_a_page_when_encoded_and_decoded_then_is_the_same(page: PageText) -> None:
    assert decode_page(json.loads(json.dumps(encode_page(page)))) == page


def _good() -> dict[str, object]:
    word = Word("1/2", (1.0, 2.0, 3.0, 4.0), 0.5, "1/2")
    ruling = Ruling((1.0, 2.0, 30.0, 2.5))
    return encode_page(PageText(1, 595, 842, Method.OCR, (Line((word,)),), (ruling,)))


def _with_word(*parts: object) -> dict[str, object]:
    return _good() | {"lines": [{"rtl": True, "words": [list(parts)]}]}


_BAD: dict[str, object] = {
    "none": None,
    "a list": [],
    "empty": {},
    "no page": _good() | {"page": 0},
    "page true": _good() | {"page": True},
    "page in words": _good() | {"page": "1"},
    "width nan": _good() | {"width": math.nan},
    "width endless": _good() | {"width": math.inf},
    "width vast": _good() | {"width": 1e300},
    "method": _good() | {"method": "magic"},
    "problem": _good() | {"problem": "all is well"},
    "turned": _good() | {"turned": 1.5},
    "lines": _good() | {"lines": {}},
    "line without words": _good() | {"lines": [{"rtl": True, "words": []}]},
    "line without side": _good() | {"lines": [{"words": [["a", 1, 2, 3, 4]]}]},
    "word short": _with_word("a", 1, 2, 3),
    "word long": _with_word("a", 1, 2, 3, 4, 1, "", 5),
    "word empty": _with_word("", 1, 2, 3, 4),
    "word of two": _with_word("a b", 1, 2, 3, 4),
    "word with line end": _with_word("a\n", 1, 2, 3, 4),
    "word with control": _with_word("a\x00", 1, 2, 3, 4),
    "word with half a letter": _with_word("a\ud800", 1, 2, 3, 4),
    "word as number": _with_word(5, 1, 2, 3, 4),
    "word endless": _with_word("a" * 100_001, 1, 2, 3, 4),
    "box turned": _with_word("a", 3, 2, 1, 4),
    "box of words": _with_word("a", "1", 2, 3, 4),
    "box nan": _with_word("a", math.nan, 2, 3, 4),
    "confidence": _with_word("a", 1, 2, 3, 4, 1.5, ""),
    "apart": _with_word("a", 1, 2, 3, 4, 1, None),
    "rulings": _good() | {"rulings": [[1, 2, 3]]},
    "too many words": _good() | {"lines": [{"rtl": True, "words": [["a", 1, 2, 3, 4]] * 200_001}]},
}


@pytest.mark.parametrize("what", _BAD)
def test_a_page_when_anything_does_not_fit_then_is_not_believed(what: str) -> None:
    with pytest.raises(PageBroken):
        decode_page(_BAD[what])


def test_the_good_page_that_was_spoilt_then_is_good_itself() -> None:
    assert decode_page(_good()).page == 1
