"""The draft mark across the page, in VML as Word itself writes it."""

from shamay_desktop.domain.report_text import plain
from shamay_desktop.reports.docx.markup import element

_FORMULAS = (
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
    "mid @6 @7",
    "sum @6 0 @5",
)
_PLACE = (
    "position:absolute;margin-left:0;margin-top:0;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)


def watermark(text: str, face: str, number: int, size: tuple[int, int]) -> str:
    """A run that draws the text as long and as high as `size` says, in points; `number` is the
    shape's own in the file.
    """
    picture = element("w:pict", None, _shape_type(), _shape(plain(text), face, number, size))
    return element("w:r", None, element("w:rPr", None, "<w:noProof/>"), picture)


def _shape(words: str, face: str, number: int, size: tuple[int, int]) -> str:
    length, height = size
    letters = f'font-family:"{face}";font-weight:bold;font-size:1pt'
    return element(
        "v:shape",
        {
            "id": f"PowerPlusWaterMarkObject{number}",
            "o:spid": f"_x0000_s{2048 + number}",
            "type": "#_x0000_t136",
            "style": f"{_PLACE};width:{length}pt;height:{height}pt",
            "o:allowincell": "f",
            "fillcolor": "#d8d8d8",
            "stroked": "f",
        },
        element("v:fill", {"opacity": ".5"}),
        element("v:textpath", {"style": letters, "string": words}),
        element("w10:wrap", {"anchorx": "margin", "anchory": "margin"}),
    )


def _shape_type() -> str:
    """The type "text on a line" that the shape names; readers other than Word need it spelled."""
    connections = {
        "textpathok": "t",
        "o:connecttype": "custom",
        "o:connectlocs": "@9,0;@10,10800;@11,21600;@12,10800",
        "o:connectangles": "270,180,90,0",
    }
    drawn = {
        "id": "_x0000_t136",
        "coordsize": "21600,21600",
        "o:spt": 136,
        "adj": 10800,
        "path": "m@7,l@8,m@5,21600l@6,21600e",
    }
    handle = element("v:h", {"position": "#0,bottomRight", "xrange": "6629,14971"})
    return element(
        "v:shapetype",
        drawn,
        element("v:formulas", None, *(element("v:f", {"eqn": line}) for line in _FORMULAS)),
        element("v:path", connections),
        element("v:textpath", {"on": "t", "fitshape": "t"}),
        element("v:handles", None, handle),
        element("o:lock", {"v:ext": "edit", "text": "t", "shapetype": "t"}),
    )
