"""XML read piece by piece by expat, without definitions of types."""

from collections.abc import Iterator
from functools import lru_cache
from typing import IO
from xml.parsers.expat import XMLParserType

from shamay_desktop.domain.errors import Refused

_PIECE = 256 * 1024


def parsed(parser: XMLParserType, source: IO[bytes]) -> Iterator[None]:
    """Feed a parser; one turn a piece. Raises Refused(`table_entities`) and expat's error."""
    parser.StartDoctypeDeclHandler = _refuse
    while piece := source.read(_PIECE):
        parser.Parse(piece)
        yield
    parser.Parse(b"", True)  # noqa: FBT003 - expat names it by place alone
    yield


@lru_cache(maxsize=1024)
def tag_of(name: str) -> str:
    """The name of an element without its prefix."""
    return name.rpartition(":")[2]


def _refuse(*_: object) -> None:
    raise Refused("table_entities")
