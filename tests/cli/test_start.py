"""The program's door: the window without a command, commands with one, mistakes in words."""

import pytest

from shamay_desktop.cli.main import build_parser
from shamay_desktop.cli.start import start, window_asked


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--home", "case"],
        ["--lang", "en", "--home=/somewhere"],
        ["--database", "postgresql://office/db"],
    ],
)
def test_window_when_no_command_is_named_then_its_arguments_are_those_of_the_whole_parser(
    words: list[str],
) -> None:
    asked = window_asked(words)
    assert asked is not None
    assert {**vars(asked), "command": None} == vars(build_parser().parse_args(words))


@pytest.mark.parametrize(
    "words",
    [["doctor"], ["--home", "x", "case", "list"], ["--help"], ["--lang", "xx"], ["--home"]],
)
def test_window_when_there_is_more_than_its_arguments_then_it_is_left_to_the_commands(
    words: list[str],
) -> None:
    assert window_asked(words) is None


def test_start_when_an_argument_is_wrong_then_exits_with_2(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        start(["--lang", "xx"])
    assert ended.value.code == 2
    assert "--lang" in capsys.readouterr().err
