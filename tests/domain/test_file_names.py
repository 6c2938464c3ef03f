"""Foreign file names as metadata: harmless to read, in whatever writing."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shamay_desktop.domain.file_names import LONGEST, FileName, clean_file_name, portable_name
from shamay_desktop.i18n.isolates import MARKS


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("נסח טאבו.PDF", FileName("נסח טאבו", "pdf")),
        ("photo\u202egpj.exe", FileName("photogpj", "exe")),
        ("../../etc/passwd", FileName("_.._etc_passwd", "")),
        ("C:\\scans\\plan.png", FileName("C:_scans_plan", "png")),
        ("two\nlines\tand\x00 nothing.jpg", FileName("two lines and nothing", "jpg")),
        ("cafe\u0301.jpg", FileName("caf\u00e9", "jpg")),
        ("צו בית משותף 12.3.2024", FileName("צו בית משותף 12.3", "2024")),
        ("no extension", FileName("no extension", "")),
        ("ends.with words", FileName("ends.with words", "")),
        (".pdf", FileName("pdf", "")),
        ("...", FileName("file", "")),
        ("", FileName("file", "")),
        ("bad\udce9byte.jpg", FileName("badbyte", "jpg")),
        ("👩\u200d👧.jpg", FileName("👩\u200d👧", "jpg")),
    ],
)
def test_a_name_is_made_harmless(raw: str, clean: FileName) -> None:
    assert clean_file_name(raw) == clean


@given(st.text(st.characters(), max_size=300))
@example("א" * 200 + ".pdf")
@example("a" + "\u0301" * 200)
@example("e\u200e\u0301")
@example("שָׁ" * 60)
def test_a_clean_name_is_short_normal_and_has_no_hidden_marks(raw: str) -> None:
    name = str(clean_file_name(raw))
    assert 0 < len(name.encode()) <= LONGEST
    assert unicodedata.is_normalized("NFC", name)
    assert not set(name) & {*MARKS, "/", "\\", "\0", "\n", "\r", "\t", "\u2028", "\u2029"}
    assert name == name.strip()
    assert not name.startswith(".")


@given(st.text("אבגדה", min_size=1, max_size=200), st.sampled_from(["pdf", "JPG", "png"]))
def test_a_long_name_keeps_its_beginning_and_its_extension(stem: str, extension: str) -> None:
    name = clean_file_name(f"{stem}.{extension}")
    assert name.extension == extension.lower()
    assert stem.startswith(name.stem)
    assert name.stem == stem or len(str(name).encode()) > LONGEST - 2


def test_a_letter_is_not_torn_from_its_marks() -> None:
    pointed = "שָׁ"
    normal = unicodedata.normalize("NFC", pointed)
    stem = clean_file_name(pointed * 60).stem
    assert stem == normal * (len(stem) // len(normal))


@pytest.mark.parametrize(
    ("raw", "portable"),
    [
        ('תב"ע 12:30?.PDF', "תב_ע 12_30_.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1.old.jpg", "_lpt1.old.jpg"),
        ("plan . .pdf", "plan.pdf"),
        ("facts.json", "facts_json"),
        ("נסח טאבו.pdf", "נסח טאבו.pdf"),
        ("...", "file"),
    ],
)
def test_a_portable_name_when_made_then_windows_takes_it_too(raw: str, portable: str) -> None:
    assert portable_name(raw) == portable


@given(st.text(max_size=150), st.integers(1, 300))
def test_a_portable_name_when_made_of_itself_again_then_it_is_the_same(
    raw: str, number: int
) -> None:
    name = portable_name(raw, number)
    assert portable_name(name) == str(clean_file_name(name)) == name
    assert len(name.encode()) <= LONGEST
    assert not set('<>:"|?*/\\') & set(name)
    assert name.partition(".")[0].strip().casefold() not in {"con", "nul", "com1", "lpt9"}


@given(st.text(max_size=150), st.integers(2, 300))
def test_a_portable_name_when_numbered_then_it_differs_from_the_bare_one(
    raw: str, number: int
) -> None:
    assert portable_name(raw, number) != portable_name(raw)
