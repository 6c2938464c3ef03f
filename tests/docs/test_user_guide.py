"""The user guide in both languages: its keys, settings, commands and pictures are real ones."""

import ast
import re
from pathlib import Path

import pytest

from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from tests.architecture.source import source_files, tree
from tests.docs.pages import DOCS, page

GUIDES = {language: f"docs/user-guide.{language.value}.md" for language in Language}
PICTURE = re.compile(r"!\[[^\]]+\]\((pictures/[^)]+)\)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#:]+)(?:#[^)]*)?\)")


def action_keys() -> set[str]:
    """The first key of every action that the window declares (`Action(id, run, keys, …)`)."""
    found: set[str] = set()
    for path in source_files("shamay_desktop/ui"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Action":
                keys = next(
                    (word.value for word in node.keywords if word.arg == "keys"),
                    node.args[2] if len(node.args) > 2 else None,
                )
                match keys:
                    case ast.Tuple(elts=[ast.Constant(value=str(first)), *_]):
                        found.add(first)
    return found


@pytest.mark.parametrize("language", list(Language))
def test_keys_when_an_action_has_one_then_the_guide_tells_it(language: Language) -> None:
    text = page(GUIDES[language])
    keys = action_keys()
    assert len(keys) > 20
    assert [each for each in sorted(keys) if f"`{each}`" not in text] == []


@pytest.mark.parametrize("language", list(Language))
def test_settings_when_the_window_has_one_then_the_guide_names_it(language: Language) -> None:
    texts, text = load_texts(language), page(GUIDES[language])
    source = Path("shamay_desktop/ui/dialogs/settings.py")
    rows = re.findall(r"add_(?:line|widget)\(\s*\"\w+\", texts\(\"(office\.\w+)\"\)",
                      (DOCS.parent / source).read_text("utf-8"))  # fmt: skip
    assert len(rows) > 10
    assert [texts(key) for key in rows if texts(key) not in text] == []


@pytest.mark.parametrize("language", list(Language))
def test_pictures_when_shown_in_the_guide_then_are_there(language: Language) -> None:
    shown = PICTURE.findall(page(GUIDES[language]))
    assert len(shown) > 8
    assert [name for name in shown if not (DOCS / name).is_file()] == []


@pytest.mark.parametrize("language", list(Language))
def test_links_when_in_the_guide_then_lead_somewhere(language: Language) -> None:
    targets = LINK.findall(page(GUIDES[language]))
    assert [target for target in targets if not (DOCS / target).exists()] == []


def test_the_guides_when_compared_then_have_the_same_chapters_pictures_and_commands() -> None:
    shapes = []
    for language, name in GUIDES.items():
        text = page(name)
        shapes.append(
            (
                [len(mark) for mark in re.findall(r"^(#+) ", text, re.MULTILINE)],
                [shown.replace(f"-{language.value}.png", "") for shown in PICTURE.findall(text)],
                re.findall(r"`shamay-desktop ([a-z ]+)", text),
            )
        )
    assert shapes[0] == shapes[1]
