"""A value with the place that it was read from, out of the words that stand there."""

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, Decimal

from shamay_desktop.domain.reading.page_text import PageText, Word, around
from shamay_desktop.domain.reading.paper_reading import Doubt, Found

_CENT = Decimal("0.01")


def found_in(
    path: str,
    content: str,
    page: PageText,
    words: Sequence[Word],
    doubt: Doubt | None = None,
    agrees_with: str | None = None,
) -> Found:
    """What stands in words of a page; its confidence is that of the least sure of them."""
    return Found(
        path,
        content,
        page.page,
        box_of(words),
        " ".join(word.text for word in words),
        confidence_of(words),
        doubt,
        agrees_with,
    )


def box_of(words: Iterable[Word]) -> tuple[str, str, str, str]:
    """What holds all the words, as exact text to a hundredth of a point."""
    left, top, right, bottom = (f"{side:.2f}" for side in around(word.box for word in words))
    return left, top, right, bottom


def confidence_of(words: Iterable[Word]) -> str:
    """The least confidence of the words, as an exact decimal; never rounded up."""
    least = Decimal(str(min(word.confidence for word in words)))
    return format(min(max(least, Decimal(0)), Decimal(1)).quantize(_CENT, ROUND_DOWN), "f")


def differs_apart(words: Iterable[Word]) -> bool:
    """Whether any word's figures, read apart, are other figures."""
    return any(word.apart and _figures(word.apart) != _figures(word.text) for word in words)


def same_apart(words: Iterable[Word]) -> bool:
    """Whether all figures of the words were read a second time, apart, and alike."""
    numbers = [word for word in words if re.search(r"\d", word.text)]
    return bool(numbers) and all(
        word.apart and _marks(word.apart) == _marks(word.text) for word in numbers
    )


def _figures(text: str) -> str:
    return re.sub(r"\D", "", text)


def _marks(text: str) -> str:
    return re.sub(r"[^\d./,-]", "", text).strip(".,-/")
