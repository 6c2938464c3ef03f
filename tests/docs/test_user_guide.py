"""The user guide in both languages: its keys, settings, commands and pictures are real ones."""

import ast
import re
from pathlib import Path

import pytest

from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.ui.widgets.form_actions import LIST_GESTURES
from tests.architecture.source import source_files, tree
from tests.docs.pages import DOCS, ROOT, page
from tests.docs.test_command_line import COMMANDS
from tools.shots.guide import LARGEST, LOOKS, PICTURES

GUIDES = {language: f"docs/user-guide.{language.value}.md" for language in Language}
PICTURE = re.compile(r"!\[[^\]]+\]\((pictures/[^)]+)\)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#:]+)(?:#[^)]*)?\)")
INSIDE = re.compile(r"\]\(#([^)]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ROW = re.compile(r"^\| `([^|]+)` \|", re.MULTILINE)
COMMAND = re.compile(r"^    shamay-desktop ([a-z]+(?: [a-z]+)?)", re.MULTILINE)
TAKEN = re.compile(r"\.take(?:_over)?\(f?\"([^\"]+)\"")
MAKERS = ("Action", "_plain", "_hidden")
"""What declares an action: `Action` itself, and the short hands of the photos."""


def action_keys() -> set[str]:
    """The first key of every action that the window declares (`Action(id, run, keys, …)`)."""
    found = {key for _, _, key in LIST_GESTURES}
    for path in source_files("shamay_desktop/ui"):
        for node in ast.walk(tree(path)):
            match node:
                case ast.Call() if ast.unparse(node.func) in MAKERS:
                    found |= first_key(keys_given(node))
                case ast.Tuple(elts=[ast.Constant(), _, ast.Tuple() as keys, ast.Constant()]):
                    found |= first_key(keys)  # a row of a table of actions
    return found


def keys_given(call: ast.Call) -> ast.expr | None:
    """What an action is given as its keys."""
    third = call.args[2] if len(call.args) > 2 else None
    return next((word.value for word in call.keywords if word.arg == "keys"), third)


def first_key(keys: ast.expr | None) -> set[str]:
    """The first of them, none when a variable holds it."""
    match keys:
        case ast.Tuple(elts=[ast.Constant(value=str(first)), *_]) | ast.Constant(value=str(first)):
            return {first}
    return set()


def anchor(heading: str) -> str:
    """How a heading is linked to within its page."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("language", list(Language))
def test_keys_when_an_action_has_one_then_the_guide_tells_it(language: Language) -> None:
    text = page(GUIDES[language])
    keys = action_keys()
    assert len(keys) > 50
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
def test_pictures_when_shown_in_the_guide_then_are_those_that_the_shots_take(
    language: Language,
) -> None:
    shown = PICTURE.findall(page(GUIDES[language]))
    assert shown == [f"pictures/{name}-{language.value}.png" for name in PICTURES]
    assert language.value in LOOKS


def test_pictures_when_the_shots_are_asked_for_them_then_a_round_takes_each() -> None:
    rounds = "".join(path.read_text("utf-8") for path in (ROOT / "tools/shots").glob("*.py"))
    # What a name is put together of may be anything: step-{number}-{name}.
    taken = re.compile("|".join(re.sub(r"\{.+?\}", ".+", name) for name in TAKEN.findall(rounds)))
    assert taken.fullmatch("never-taken") is None
    assert [shot for shot in PICTURES.values() if not taken.fullmatch(shot)] == []


def test_pictures_when_kept_then_each_is_small() -> None:
    sizes = [path.stat().st_size for path in (DOCS / "pictures").glob("*.png")]
    assert len(sizes) == len(PICTURES) * len(LOOKS)
    assert max(sizes) <= LARGEST


@pytest.mark.parametrize("language", list(Language))
def test_links_when_in_the_guide_then_lead_somewhere(language: Language) -> None:
    text = page(GUIDES[language])
    targets = LINK.findall(text)
    assert [target for target in targets if not (DOCS / target).exists()] == []
    headings = {anchor(heading) for heading in HEADING.findall(text)}
    inside = INSIDE.findall(text)
    assert len(inside) > 10
    assert [place for place in inside if place not in headings] == []


@pytest.mark.parametrize("language", list(Language))
def test_commands_when_in_the_guide_then_the_program_has_them(language: Language) -> None:
    shown = COMMAND.findall(page(GUIDES[language]))
    assert len(shown) > 3
    assert [command for command in shown if command not in COMMANDS] == []


def test_the_guides_when_compared_then_have_the_same_chapters_pictures_commands_and_keys() -> None:
    shapes = []
    for language, name in GUIDES.items():
        text = page(name)
        shapes.append(
            (
                [len(mark) for mark in re.findall(r"^(#+) ", text, re.MULTILINE)],
                [shown.replace(f"-{language.value}.png", "") for shown in PICTURE.findall(text)],
                re.findall(r"`shamay-desktop ([a-z ]+)", text),
                COMMAND.findall(text),
                sorted(ROW.findall(strip_marks(text))),
            )
        )
    assert shapes[0] == shapes[1]
