"""Fonts of the machine: found by their own names, and refused without Hebrew letters."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import reportlab

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.report_looks import DAVID, FRANK_RUHL, HEEBO
from shamay_desktop.reports import installed_fonts
from shamay_desktop.reports.installed_fonts import (
    InstalledFonts,
    font_files,
    has_hebrew,
    installed,
    usable_families,
)
from shamay_desktop.resource_files import resource

VERA = Path(reportlab.__file__).parent / "fonts"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The machine's only folder of fonts: a family without Hebrew, one with, and rubbish."""
    for name in ("Vera.ttf", "VeraBd.ttf"):
        shutil.copy(VERA / name, tmp_path / name)
    regular = resource("fonts", "FrankRuhlLibre-Regular.ttf").read_bytes()
    named = "Frank Ruhl Libre".encode("utf-16-be")
    (tmp_path / "own.ttf").write_bytes(
        regular.replace(named, "Frank Ruhl Lobre".encode("utf-16-be"))
    )
    (tmp_path / "empty.ttf").write_bytes(b"")
    (tmp_path / "rubbish.ttf").write_bytes(b"\x00\x01\x00\x00\xff\xff" + bytes(40))
    monkeypatch.setattr(installed_fonts, "_folders", lambda: iter((tmp_path, tmp_path / "gone")))
    installed.cache_clear()
    yield tmp_path
    installed.cache_clear()


def test_a_shipped_family_when_asked_for_is_there_whatever_is_installed(folder: Path) -> None:
    assert font_files(FRANK_RUHL).regular.name == "FrankRuhlLibre-Regular.ttf"
    assert font_files(HEEBO).bold.name == "Heebo-Bold.ttf"


def test_david_when_not_installed_is_stood_in_for(folder: Path) -> None:
    assert font_files(DAVID) == font_files(FRANK_RUHL)


def test_a_family_when_installed_is_found_by_the_name_in_the_file(folder: Path) -> None:
    found = font_files("Frank Ruhl Lobre")
    assert found.regular == folder / "own.ttf"
    assert found.bold == found.regular  # it has no bold of its own
    assert has_hebrew(found.regular)


@pytest.mark.parametrize(
    ("family", "code"),
    [("Bitstream Vera Sans", "font_without_hebrew"), ("Nobody's", "font_not_installed")],
)
def test_a_family_when_unfit_or_missing_is_refused_by_its_name(
    folder: Path, family: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        InstalledFonts().check(family)
    assert refused.value.code == code
    assert refused.value.facts["name"] == family


def test_families_when_listed_have_hebrew_and_begin_with_the_shipped(folder: Path) -> None:
    assert usable_families() == (FRANK_RUHL, HEEBO, "Frank Ruhl Lobre")
