"""Word files that mean harm: refused by name in the limited process, which goes on working."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from shamay_desktop.documents.word.reader import LimitedWordFiles, word_file_of
from shamay_desktop.documents.worker.pool import LimitedWorkers
from shamay_desktop.domain.errors import Refused
from tests.word_template_file import word_template_file

Spoil = Callable[[dict[str, bytes]], None]


def rewritten(path: Path, spoil: Spoil) -> Path:
    """The file with its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    spoil(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def macros(parts: dict[str, bytes]) -> None:
    parts["word/vbaProject.bin"] = b"\xd0\xcf"


def entities(parts: dict[str, bytes]) -> None:
    head, _, rest = parts["word/document.xml"].partition(b"?>")
    parts["word/document.xml"] = head + b'?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + rest


def bomb(parts: dict[str, bytes]) -> None:
    parts["word/media/image9.png"] = b"\0" * (80 * 1024 * 1024)


def torn(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"][:900]


def torn_styles(parts: dict[str, bytes]) -> None:
    parts["word/styles.xml"] = b"<w:styles"


def bodiless(parts: dict[str, bytes]) -> None:
    del parts["word/document.xml"]


def long(parts: dict[str, bytes]) -> None:
    words = parts["word/document.xml"]
    parts["word/document.xml"] = words.replace(b"<w:sectPr", b"<w:p/>" * 2001 + b"<w:sectPr", 1)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (macros, "word_macros"),
        (entities, "word_entities"),
        (bomb, "word_bomb"),
        (torn, "word_broken"),
        (torn_styles, "word_broken"),
        (bodiless, "word_unreadable"),
        (long, "word_too_long"),
    ],
    ids=lambda each: each if isinstance(each, str) else each.__name__,
)
def test_a_word_file_when_it_means_harm_is_refused_by_name_and_the_next_is_read(
    workers: LimitedWorkers, tmp_path: Path, spoil: Spoil, code: str
) -> None:
    files = LimitedWordFiles(workers)
    path = rewritten(word_template_file(tmp_path / "t.docx"), spoil)
    with pytest.raises(Refused) as refused:
        files.read(path, tmp_path)
    assert refused.value.code == code
    assert refused.value.facts["file"] == "t.docx"
    assert files.read(word_template_file(tmp_path / "good.docx"), tmp_path).lines


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "word_unreadable"),
        (b"{\\rtf1 words}", "word_unreadable"),
        (b"PK\x03\x04 not a zip", "word_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "word_old"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "file_encrypted",
        ),
    ],
    ids=["empty", "rtf", "torn", "old", "encrypted"],
)
def test_a_file_when_it_is_no_word_document_is_refused_by_name(
    workers: LimitedWorkers, tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        LimitedWordFiles(workers).read(path, tmp_path)
    assert refused.value.code in {code, "file_empty"}


def test_a_logo_when_it_lies_outside_the_file_is_named_and_never_fetched(
    workers: LimitedWorkers, tmp_path: Path
) -> None:
    def linked(parts: dict[str, bytes]) -> None:
        for name, content in parts.items():
            if name.startswith("word/_rels/header"):
                parts[name] = content.replace(
                    b'Target="media/image1.png"',
                    b'Target="http://127.0.0.1:9/logo.png" TargetMode="External"',
                )

    path = rewritten(word_template_file(tmp_path / "t.docx"), linked)
    found = LimitedWordFiles(workers).read(path, tmp_path)
    assert found.foreign == (("outside_picture", "header"),)
    assert found.logo is None
    assert not list(tmp_path.glob("logo*"))


def test_a_field_that_brings_another_file_when_met_is_named(
    workers: LimitedWorkers, tmp_path: Path
) -> None:
    def including(parts: dict[str, bytes]) -> None:
        field = (
            b'<w:p><w:r><w:instrText> INCLUDETEXT "c:\\\\secret.docx" </w:instrText></w:r></w:p>'
        )
        words = parts["word/document.xml"]
        parts["word/document.xml"] = words.replace(b"<w:sectPr", field + b"<w:sectPr", 1)

    path = rewritten(word_template_file(tmp_path / "t.docx"), including)
    found = LimitedWordFiles(workers).read(path, tmp_path)
    assert [what for what, _ in found.foreign] == ["outside"]


@pytest.mark.parametrize(
    "change",
    [
        {"lines": [{"kind": "script", "number": 1, "text": "x"}]},
        {"lines": "no"},
        {"foreign": [["virus", 1]]},
        {"looks": {"body_font": "x" * 300}},
        {"styles": [{"id": "<w:p/>", "name": "a", "based_on": "", "kind": "paragraph",
                     "paragraph": [], "letters": []}]},
        {"styles": [{"id": "a", "name": "a", "based_on": "", "kind": "paragraph",
                     "paragraph": [["a b", {}, []]], "letters": []}]},
        {"letterhead": {"header": "x"}},
    ],
)  # fmt: skip
def test_an_answer_when_it_is_not_what_was_asked_is_not_believed(change: dict[str, object]) -> None:
    good: dict[str, object] = {
        "lines": [], "foreign": [], "looks": {}, "page": {}, "styles": [], "letterhead": {},
    }  # fmt: skip
    assert word_file_of(good).lines == ()
    with pytest.raises(Refused):
        word_file_of({**good, **change})
