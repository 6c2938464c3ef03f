"""How a sheet is cut into tiles: what makes them and what keeps them must agree to the pixel."""

from shamay_desktop.usecases.file_ports import OVERLAP

CHUNK = 30
"""Tiles of a page that are painted in one go, at most: a page is painted in parts."""


def level_size(width: int, height: int, level: int) -> tuple[int, int]:
    """Pixels of a level of a sheet: each level is half of the one before, rounded up."""
    step = 1 << level
    return -(-width // step), -(-height // step)


def tile_name(level: int, column: int, row: int) -> str:
    """The name of a tile's file."""
    return f"{level}-{column}-{row}.jpg"


def tile_edges(first: int, count: int, side: int, most: int) -> tuple[int, int]:
    """Pixels of the level that `count` tiles show along one way, from and to, with their overlap.

    `side`: pixels of a tile without it. `most`: the level's pixels along that way.
    """
    return max(first * side - OVERLAP, 0), min((first + count) * side + OVERLAP, most)


def chunk_shape(columns: int) -> tuple[int, int]:
    """Tiles across and down that are painted in one go, of a level with so many columns."""
    across = min(columns, CHUNK)
    return across, max(CHUNK // across, 1)
