"""A measured plan as DXF (AutoCAD 2010): metres, y up, a layer for each category.

Layers: FLAT, FLAT_HOLES, FLAT_TEXT and so on by the category's code; LENGTHS for lines. An outline
is a closed LWPOLYLINE; its hole a closed one on the layer of holes: area less holes is the area.
"""

import io
import math
import re
from typing import TYPE_CHECKING

from shamay_desktop.domain.drawing.geometry import area, bounds
from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.measuring.drawing import LENGTHS, NO_CATEGORY, Drawing, DrawnShape
from shamay_desktop.domain.measuring.marks import COLOURS
from shamay_desktop.reports.drawings.quiet_import import quiet_ezdxf

if TYPE_CHECKING:
    from ezdxf.document import Drawing as Document
    from ezdxf.layouts.layout import Modelspace

VERSION = "R2010"
HOLES, TEXT = "_HOLES", "_TEXT"

_STYLE, _FONT = "SHAMAY", "arial.ttf"
_METRES = 6
_METRIC = 1
_LINE = 1.6
_LOWEST, _HIGHEST = 0.06, 0.30
"""Metres of a letter."""

_LONGEST = 250
_MIDDLE = 4
_BLACK_OR_WHITE = 7
_COLOUR = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]+")


def dxf_of(drawing: Drawing) -> bytes:
    """The file's bytes, in UTF-8."""
    document: Document = quiet_ezdxf().new(VERSION)
    document.units = _METRES
    document.header["$MEASUREMENT"] = _METRIC
    document.styles.add(_STYLE, font=_FONT)
    space = document.modelspace()
    for shape in drawing.shapes:
        _draw(document, space, shape)
    _show_all(document, drawing)
    written = io.StringIO()
    document.write(written)
    return written.getvalue().encode("utf-8", "replace")


def layer_of(shape: DrawnShape) -> str:
    """A layer's name: letters that every program takes."""
    return {LENGTHS: "LENGTHS", NO_CATEGORY: "UNCATEGORISED"}.get(shape.layer, shape.layer.upper())


def _draw(document: "Document", space: "Modelspace", shape: DrawnShape) -> None:
    layer = layer_of(shape)
    of_layer = COLOURS.get(shape.layer, COLOURS["other"])
    own = {} if shape.colour == of_layer else {"true_color": _true_colour(shape.colour)}
    for ring, name in ((shape.points, layer), *((hole, layer + HOLES) for hole in shape.holes)):
        _layer(document, name, of_layer)
        space.add_lwpolyline(ring, close=shape.closed, dxfattribs={"layer": name, **own})
    height = _height(shape)
    for number, line in enumerate(map(_said, shape.lines)):
        _layer(document, layer + TEXT, of_layer)
        at = shape.label[0], shape.label[1] - number * _LINE * height
        text = space.add_text(
            line, height=height, dxfattribs={"layer": layer + TEXT, "style": _STYLE, **own}
        )
        text.dxf.insert = text.dxf.align_point = at
        text.dxf.halign = _MIDDLE


def _layer(document: "Document", name: str, colour: str) -> None:
    if name in document.layers:
        return
    if colour == COLOURS["other"]:  # nearly black: white where the ground is dark
        document.layers.add(name, color=_BLACK_OR_WHITE)
    else:
        document.layers.add(name, true_color=_true_colour(colour))


def _true_colour(colour: str) -> int:
    """24 bits of red, green and blue; black for what is no colour."""
    found = _COLOUR.fullmatch(colour)
    return 0 if found is None else int("".join(found.groups()), 16)


def _height(shape: DrawnShape) -> float:
    """So that the words of a small room stay inside of it."""
    size = math.sqrt(area(shape.points)) if shape.closed else _HIGHEST * 12
    return min(max(size / 14, _LOWEST), _HIGHEST)


def _said(line: str) -> str:
    """One line; what DXF takes for a sign of its own (%%u underlines, ^ begins a code) is spelled
    as it asks."""
    bare = " ".join(_UNSEEN.sub(" ", line).split())[:_LONGEST]
    return bare.replace("%%", "%%%%%%").replace("^", "^ ")


def _show_all(document: "Document", drawing: Drawing) -> None:
    """The view of who opens it."""
    corners: Ring = tuple(point for shape in drawing.shapes for point in shape.points)
    if not corners:
        return
    left, bottom, right, top = bounds(corners)
    document.header["$EXTMIN"], document.header["$EXTMAX"] = (left, bottom, 0), (right, top, 0)
    height = max(top - bottom, (right - left) / 2, 1.0) * 1.1
    document.set_modelspace_vport(height, center=((left + right) / 2, (bottom + top) / 2))
