"""Finding words on a page, and what stands in a part of it."""

from shamay_desktop.domain.reading.page_text import Box, Line, PageText, Word, around

_QUOTES = str.maketrans({"״": '"', "׳": "'", "’": "'", "”": '"', "־": "-", "–": "-"})


def find(page: PageText, words: str) -> tuple[Box, ...]:
    """The places where words stand one after the other in a line; a box each, folded letters."""
    wanted = [_folded(word) for word in words.split()]
    if not wanted:
        return ()
    places: list[Box] = []
    for line in page.lines:
        texts = [_folded(word.text) for word in line.words]
        for start in range(len(texts) - len(wanted) + 1):
            run = texts[start : start + len(wanted)]
            if all(want in text for want, text in zip(wanted, run, strict=True)):
                chosen = line.words[start : start + len(wanted)]
                places.append(around(word.box for word in chosen))
    return tuple(places)


def words_in(page: PageText, box: Box) -> tuple[Line, ...]:
    """The lines in a part of the page, of the words whose middle lies in it."""
    found = (
        Line(tuple(word for word in line.words if _inside(word, box)), line.rtl)
        for line in page.lines
    )
    return tuple(line for line in found if line.words)


def _inside(word: Word, box: Box) -> bool:
    left, top, right, bottom = box
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return left <= x <= right and top <= y <= bottom


def _folded(text: str) -> str:
    return text.translate(_QUOTES).casefold()
