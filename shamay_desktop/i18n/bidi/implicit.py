"""Weak types, brackets, neutrals and implicit levels: rules W1 to I2 of UAX #9, as searches."""

import re
from functools import cache

from shamay_desktop.i18n.bidi.characters import brackets

_MARKS = re.compile("(.)(m+)")
_ARABIC_SPAN = re.compile("A[^LRA]*")
_SEPARATOR_OF_EUROPEAN = re.compile("(?<=E)[sc](?=E)")
_SEPARATOR_OF_ARABIC = re.compile("(?<=N)c(?=N)")
_TERMINATORS = re.compile("t+(?=E)|(?<=E)t+")
_LEFT_SPAN = re.compile("L[^LR]*")
_BETWEEN_LEFT = re.compile("(?<=L)[oBSwijkq]+(?=L)")
_BETWEEN_RIGHT = re.compile("(?<=[REN])[oBSwijkq]+(?=[REN])")
_TO_NEUTRAL = str.maketrans("stc", "ooo")
_TO_EMBEDDING = [str.maketrans("oBSwijkq", side * 8) for side in "LR"]
_TO_SIDE = str.maketrans("EN", "RR")
_MAX_OPEN = 63


def resolved(text: str, classes: str, level: int, sos: str, eos: str) -> str:
    """The classes L, R, E, N of a sequence after W1 to N2; `text` are its characters."""
    weak = weak_types(sos + classes)
    if _bracket_pattern().search(text):
        weak = _pair_brackets(text, classes, weak, "LR"[level % 2])
    return _neutrals(weak + eos, level)[1:-1]


def weak_types(classes: str) -> str:
    """W1 to W7; the first letter is the side that the sequence starts at."""
    if "m" in classes:
        classes = _MARKS.sub(_marked, classes)
    if "A" in classes:  # W2, W3
        classes = _ARABIC_SPAN.sub(lambda found: found[0].replace("E", "N"), classes)
        classes = classes.replace("A", "R")
    if "E" in classes:
        classes = _SEPARATOR_OF_EUROPEAN.sub("E", classes)
    if "N" in classes:
        classes = _SEPARATOR_OF_ARABIC.sub("N", classes)
    if "t" in classes:
        classes = _TERMINATORS.sub(lambda found: "E" * len(found[0]), classes)
    classes = classes.translate(_TO_NEUTRAL)
    if "E" in classes and "L" in classes:
        classes = _LEFT_SPAN.sub(lambda found: found[0].replace("E", "L"), classes)
    return classes


def _marked(found: re.Match[str]) -> str:
    """W1: a mark takes the class of what it stands on; after an isolate's border it is neutral."""
    letter = found[1]
    return letter + ("o" if letter in "ijkq" else letter) * len(found[2])


def _neutrals(classes: str, level: int) -> str:
    """N1 and N2; the first and last letter are the sides that the sequence meets."""
    classes = _BETWEEN_LEFT.sub(lambda found: "L" * len(found[0]), classes)
    classes = _BETWEEN_RIGHT.sub(lambda found: "R" * len(found[0]), classes)
    return classes.translate(_TO_EMBEDDING[level % 2])


@cache
def _bracket_pattern() -> re.Pattern[str]:
    return re.compile("[" + "".join(re.escape(bracket) for bracket in brackets()) + "]")


def _pair_brackets(text: str, classes: str, weak: str, embedding: str) -> str:
    """N0: both brackets of a pair take one side; `weak` starts with the side before the text."""
    sides = list(weak)
    for opening, closing in _bracket_pairs(text, weak):
        side = _pair_side("".join(sides).translate(_TO_SIDE), opening, closing, embedding)
        if not side:
            continue
        for at in (opening, closing):
            sides[at] = side
            while at < len(classes) and classes[at] == "m":
                at += 1  # noqa: PLW2901 - the marks that stand on the bracket go with it
                sides[at] = side
    return "".join(sides)


def _pair_side(sides: str, opening: int, closing: int, embedding: str) -> str:
    opposite = "R" if embedding == "L" else "L"
    if sides.find(embedding, opening, closing) >= 0:
        return embedding
    if sides.find(opposite, opening, closing) < 0:
        return ""
    before = max(sides.rfind("L", 0, opening), sides.rfind("R", 0, opening))
    return sides[before]


def _bracket_pairs(text: str, weak: str) -> list[tuple[int, int]]:
    """BD16: pairs of positions in `weak` (one more than in the text), by their openings."""
    opened: list[tuple[str, int]] = []
    pairs = []
    for found in _bracket_pattern().finditer(text):
        at = found.start() + 1
        if weak[at] != "o":
            continue
        opens, pair = brackets()[found[0]]
        if opens:
            if len(opened) == _MAX_OPEN:
                return []
            opened.append((pair, at))
            continue
        for depth in range(len(opened) - 1, -1, -1):
            if opened[depth][0] == pair:
                pairs.append((opened[depth][1], at))
                del opened[depth:]
                break
    return sorted(pairs)
