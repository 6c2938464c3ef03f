"""Pages as they are read: links lead somewhere, named places exist, pictures are small."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, PAGES, ROOT, page
from tools import rule_table
from tools.data_dictionary import dictionary
from tools.what_is_read import what_is_read

LINK = re.compile(r"\]\(([^)\s]+)\)")
PLACE = re.compile(r"`((?:shamay_desktop|resources|migrations|tests|tools|docs)/[\w./-]*)`")
LARGEST_PICTURE = 150 * 1024
KEYS = re.compile(r"\(((?:Ctrl|Shift|Alt|F\d|Enter|Delete|PgUp|PgDn)[^)\s]*)\)")


def of_pages(pattern: re.Pattern[str]) -> Iterator[tuple[Path, str]]:
    """What a pattern finds, with the page it stands on."""
    for path in PAGES:
        yield from ((path, found) for found in pattern.findall(path.read_text(encoding="utf-8")))


def test_links_when_they_stay_in_the_repository_then_they_lead_somewhere() -> None:
    inside = [(path, link) for path, link in of_pages(LINK) if "://" not in link]
    assert len(inside) > 10
    dead = [
        (path.name, link)
        for path, link in inside
        if not (path.parent / link.partition("#")[0]).exists()
    ]
    assert dead == []


def test_places_when_pages_name_them_then_they_exist() -> None:
    named = list(of_pages(PLACE))
    assert len(named) > 20
    assert [(path.name, place) for path, place in named if not (ROOT / place).exists()] == []


def test_the_data_dictionary_when_compared_with_the_registry_then_it_is_up_to_date() -> None:
    assert page("docs/data-dictionary.md") == dictionary()


def test_the_table_of_what_is_read_when_compared_with_the_extractors_then_it_is_up_to_date() -> (
    None
):
    assert page("docs/what-is-read.md") == what_is_read()


def test_the_page_of_rules_when_compared_with_the_rule_sets_then_it_is_up_to_date() -> None:
    assert page("docs/rules.md") == rule_table.page()


def test_pages_when_they_lie_in_the_documentation_then_the_readme_leads_to_each() -> None:
    seen, waiting = set(), [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        for link in LINK.findall(path.read_text(encoding="utf-8")):
            target = (path.parent / link.partition("#")[0]).resolve()
            found = sorted(target.glob("*.md")) if target.is_dir() else [target]
            waiting += [each for each in found if each.suffix == ".md" and each not in seen]
    assert [path.name for path in sorted(DOCS.rglob("*.md")) if path not in seen] == []


def test_pictures_when_kept_then_they_are_small_and_shown() -> None:
    kept = {path.name: path for path in (DOCS / "pictures").glob("*")}
    shown = {Path(link).name for _, link in of_pages(LINK) if link.endswith(".png")}
    assert {name for name, path in kept.items() if path.stat().st_size > LARGEST_PICTURE} == set()
    assert set(kept) == shown


def keys_on_the_screen() -> set[str]:
    """The keys that tooltips and texts of the window name in brackets."""
    folder = ROOT / "resources" / "locales" / "en"
    texts = [
        text
        for path in sorted(folder.glob("*.json"))
        if path.stem not in ("cli", "errors", "report", "rules")
        for text in json.loads(path.read_text(encoding="utf-8")).values()
    ]
    return {key for text in texts for key in KEYS.findall(text) if "{" not in key}


@pytest.mark.parametrize("language", ["he", "en"])
def test_keys_when_the_window_names_them_then_the_user_guide_does_in_both_languages(
    language: str,
) -> None:
    guide = page(f"docs/user-guide.{language}.md")
    asked = keys_on_the_screen()
    assert len(asked) > 8
    assert [key for key in sorted(asked) if f"`{key}`" not in guide] == []
