"""Names of drawings' files: what says that a file is one, and which paper it is called after."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from operator import eq
from pathlib import PurePosixPath

MEASURE, MARKED = ".measure.json", ".annotations.json"
_NUMBERED = re.compile(r"(.+)\.\d+")


def is_drawing_file(name: str) -> bool:
    """Whether a file's name says that it is a drawing."""
    return name.casefold().endswith((MEASURE, MARKED))


def is_measure_file(name: str) -> bool:
    """Whether a drawing's file is a measured sheet; else it is a marked picture."""
    return name.casefold().endswith(MEASURE)


def with_ending(name: str, ending: str) -> str:
    """A file's name as a person gave it, with the ending by which the drawing is known again."""
    if name.casefold().endswith(ending):
        return name
    bare = name[: -len(".json")] if name.casefold().endswith(".json") else name
    return bare.removesuffix(ending.removesuffix(".json")) + ending


def named_by(
    name: str, said: object, *, only_said: bool = False
) -> Iterator[Callable[[str], bool]]:
    """The ways in which a drawing's file names its paper, the surest first: each tells of a
    paper's file name whether it is meant.

    said: the paper's name as the file has it. Then what the file itself is called after, whole
    (`plan.pdf.measure.json`), by its stem (`plan.measure.json`), and without a number of several
    (`plan.2.measure.json`). A stem names a paper only where no other is called so.
    only_said: where the file says a paper, no other is meant, whatever the file is called.
    """
    if isinstance(said, str) and said:
        yield partial(eq, said)
        if only_said:
            return
    base = PurePosixPath(name).name
    base = base[: -len(MEASURE if is_measure_file(base) else MARKED)]
    numbered = _NUMBERED.fullmatch(base)
    for wanted in (base, *([numbered[1]] if numbered else [])):
        yield partial(eq, wanted)
        yield partial(_has_stem, wanted)


def _has_stem(wanted: str, paper: str) -> bool:
    return PurePosixPath(paper).stem == wanted
