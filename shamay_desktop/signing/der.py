"""Distinguished encoding, read strictly: each element spelled in the one way it may be spelled."""

from dataclasses import dataclass

_LONG = 0x80
_MANY_TAGS = 0x1F
_MOST_LENGTH_BYTES = 4


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its tag byte, its whole encoding, and what the encoding holds."""

    tag: int
    raw: bytes
    content: bytes


def element_at(data: bytes, start: int = 0) -> Element:
    """The element that begins at a place. Raises ValueError when it is spelled otherwise."""
    if start + 2 > len(data) or data[start] & _MANY_TAGS == _MANY_TAGS:
        raise ValueError("no element")
    length, begin = data[start + 1], start + 2
    if length & _LONG:
        count = length & ~_LONG
        spelled = data[begin : begin + count]
        if not 1 <= count <= _MOST_LENGTH_BYTES or len(spelled) != count or spelled[0] == 0:
            raise ValueError("length spelled otherwise")
        length, begin = int.from_bytes(spelled), begin + count
        if length < _LONG:
            raise ValueError("length spelled otherwise")
    if begin + length > len(data):
        raise ValueError("element cut off")
    return Element(data[start], data[start : begin + length], data[begin : begin + length])


def elements(data: bytes) -> list[Element]:
    """The elements that stand one after the other, to the last byte."""
    found, place = [], 0
    while place < len(data):
        found.append(element_at(data, place))
        place += len(found[-1].raw)
    return found


def parts(element: Element, tag: int) -> list[Element]:
    """What an element of a tag holds. Raises ValueError when its tag is another."""
    if element.tag != tag:
        raise ValueError("another element")
    return elements(element.content)
