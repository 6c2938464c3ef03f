"""The catalogues of texts: both languages whole, and whole for what the program asks of them."""

import ast
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from tests.architecture.source import ROOT, calls, shown, source_files

LOCALES = ROOT / "resources" / "locales"
LANGUAGES = ("he", "en")
AREAS = sorted({path.name for path in LOCALES.glob("*/*.json")})
# texts asked for as they stand, whose braces somebody else fills
TEMPLATES = {"report.page_label", "report.in_brackets"}
# where an error starts without the file's name: who sent the file to the worker adds it
NAMELESS = (
    "shamay_desktop/gis/",
    "shamay_desktop/documents/imaging/",
    "shamay_desktop/documents/reading/text_layer.py",
    "shamay_desktop/documents/tables/",
    "shamay_desktop/documents/word/",
)
ERRORS = ("Refused", "NotAllowed", "WorldFailed", "Conflict")


def pairs(path: Path) -> list[tuple[str, str]]:
    """The keys and texts of a file as they stand there, doubled ones too."""
    listed: list[tuple[str, str]] = json.loads(
        path.read_text(encoding="utf-8"), object_pairs_hook=list
    )
    return listed


@cache
def catalogue(language: str) -> dict[str, str]:
    """All texts of a language."""
    return {key: text for area in AREAS for key, text in pairs(LOCALES / language / area)}


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def said(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """The keys a file asks for by name: texts("area.key", …), and errors by their code."""
    for called, call in calls(path):
        match call.args:
            case [ast.Constant(value=str(word)), *_]:
                if called in ("texts", "_texts") and "." in word:
                    yield word, call
                elif called in ERRORS:
                    yield f"errors.{word}", call


ASKED = [(path, key, call) for path in source_files("shamay_desktop") for key, call in said(path)]


@pytest.mark.parametrize("area", AREAS)
def test_area_when_read_then_has_the_same_keys_in_both_languages(area: str) -> None:
    hebrew, english = ([key for key, _ in pairs(LOCALES / each / area)] for each in LANGUAGES)
    assert sorted(hebrew) == sorted(english)
    assert len(hebrew) == len(set(hebrew)), "a key stands twice"
    assert [key for key in hebrew if key.partition(".")[0] != Path(area).stem] == []


@pytest.mark.parametrize("area", AREAS)
def test_texts_when_compared_then_have_the_same_placeholders(area: str) -> None:
    hebrew, english = (dict(pairs(LOCALES / each / area)) for each in LANGUAGES)
    # the twin for one ("key.one") may say "one paper" without its number
    different = [
        key
        for key in hebrew.keys() & english.keys()
        if placeholders(hebrew[key]) - {"n"} != placeholders(english[key]) - {"n"}
        or (
            not key.endswith(".one")
            and ("n" in placeholders(hebrew[key])) != ("n" in placeholders(english[key]))
        )
    ]
    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_when_read_then_none_is_empty(language: str) -> None:
    texts = catalogue(language)
    assert [
        key for key, text in texts.items() if not isinstance(text, str) or not text.strip()
    ] == []
    assert [key for key in texts if key.endswith(".one") and key[:-4] not in texts] == []


def test_keys_when_the_program_names_them_then_stand_in_the_catalogues() -> None:
    known = catalogue("he")
    assert [f"{shown(path, call)} {key}" for path, key, call in ASKED if key not in known] == []


def test_placeholders_when_the_program_names_the_key_then_are_given_as_facts() -> None:
    known = catalogue("he")
    forgotten = []
    for path, key, call in ASKED:
        given = {each.arg for each in call.keywords}
        if (
            None in given or key not in known or key in TEMPLATES
        ):  # facts handed on as a mapping are not seen here
            continue
        if shown(path).startswith(NAMELESS):
            given.add("file")
        missing = placeholders(known[key]) - given
        if missing:
            forgotten.append(f"{shown(path, call)} {key}: {', '.join(sorted(missing))}")
    assert forgotten == []
