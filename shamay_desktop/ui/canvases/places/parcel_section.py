"""Finding a parcel in the layers: its outline on the picture, its areas, who borders on it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing.geometry import bounds, signed_area
from shamay_desktop.domain.drawing.points import FARTHEST, MOST_POINTS, Ring, rounded
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.maps import gestures
from shamay_desktop.domain.maps.georeference import Georeference
from shamay_desktop.domain.maps.neighbours import Around
from shamay_desktop.domain.maps.parcel_layers import LayerParcel, compared, number_of
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind, MapPicture
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate, isolate_signed
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.places.borders_dialog import BordersDialog, Chosen
from shamay_desktop.ui.canvases.places.control_dialog import Corner
from shamay_desktop.ui.canvases.places.said import square_metres
from shamay_desktop.ui.canvases.places.section import (
    Section,
    WrappedTable,
    editor,
    say,
    side_by_side,
    under_names,
    words,
)
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.buttons import action
from shamay_desktop.usecases.places.parcels import (
    ChosenLayer,
    FoundParcel,
    borders_of,
    find_parcels,
    taking_borders,
)

Layers = Callable[[], Sequence[ChosenLayer]]
Size = Callable[[], tuple[float, float]]
"""Width and height of the shown picture in its pixels, 0 where there is none."""

_NUMBERS = ("gush", "suffix", "helka")
_MOST_CORNERS = 60


class ParcelSection(Section):
    """The numbers are those of the case until a person types others."""

    edited = Signal(object)
    found_changed = Signal()
    drawn = Signal(str)
    """The id of an outline that was drawn."""

    def __init__(self, context: PageContext, layers: Layers, size: Size) -> None:
        texts = context.texts
        super().__init__(texts, "parcel")
        self._context, self._layers, self._size = context, layers, size
        self._case: Case | None = None
        self._picture: MapPicture | None = None
        self._fit: Georeference | None = None
        self._shown: tuple[str, ...] = ()
        self.found: tuple[FoundParcel, ...] = ()
        self.numbers = {name: editor(texts, name) for name in _NUMBERS}
        self.find_button = action(texts, "places-find", "places.find", "search")
        self.find_button.clicked.connect(self.look_up)
        for line in self.numbers.values():
            line.returnPressed.connect(self.look_up)
        self.table = WrappedTable("parcels-found", texts("places.parcels_found"))
        self.table.itemSelectionChanged.connect(self._on_chosen)
        self.about, self.area, self.said = words("ink"), words("ink"), words()
        self.draw = action(texts, "places-draw-parcel", "places.parcel_draw", "draw-polygon")
        self.borders = action(texts, "places-borders", "places.parcel_borders", "list", "flat")
        self.draw.clicked.connect(self.draw_outline)
        self.borders.clicked.connect(self.ask_borders)
        self.column.addWidget(
            under_names(texts, {name: self.numbers[name] for name in ("gush", "helka", "suffix")})
        )
        self.column.addWidget(side_by_side(self.find_button, self.draw, self.borders))
        for part in (self.table, self.about, self.area, self.said):
            self.column.addWidget(part)
        self._show()

    def show_case(self, case: Case) -> None:
        """Take the case's numbers over, where nobody typed others."""
        self._case = case
        paths = ("parcel.gush", "parcel.gush_suffix", "parcel.helka")
        told = tuple((case.text(path) or "") for path in paths)
        told = (told[0].partition("-")[0], told[1], told[2])
        if told != self._shown:
            self._shown = told
            for line, text in zip(self.numbers.values(), told, strict=True):
                if not line.hasFocus():
                    line.setText(text)

    def show_picture(self, picture: MapPicture | None, fit: Georeference | None) -> None:
        """The picture that an outline is drawn on."""
        self._picture, self._fit = picture, fit
        self._offer()

    @property
    def chosen(self) -> FoundParcel | None:
        """The parcel that buttons are about."""
        row = max(self.table.currentRow(), 0)
        return self.found[row] if row < len(self.found) else None

    @property
    def corners(self) -> Sequence[Corner]:
        """Corners of the chosen parcel, for a control point."""
        found = self.chosen
        if found is None:
            return ()
        name = parcel_name(self.texts, found.parcel)
        points = [point for ring in found.parcel.outer_rings for point in ring][:_MOST_CORNERS]
        return [
            (self.texts("places.corner", n=number, parcel=name), point)
            for number, point in enumerate(points, start=1)
        ]

    def ask(self) -> None:
        """Go to the numbers."""
        self.open()
        self.numbers["gush"].setFocus()
        self.numbers["gush"].selectAll()

    def look_up(self) -> None:
        """Look the numbers up in the layers."""
        texts, layers = self.texts, self._layers()
        gush, suffix, helka = (number_of(line.text()) for line in self.numbers.values())
        theme.set_problem(self.numbers["gush"], "" if gush else "error")
        if not gush:
            return say(self.said, texts("places.find_gush"), "error")
        if not layers:
            return say(self.said, texts("places.find_no_layer"), "warning")
        context = self._context
        say(self.said, texts("places.find_looking"), "muted")
        context.tasks.run(
            find_parcels, context.services, layers, gush, helka, suffix, owner=self,
            on_done=self._on_found, on_failed=self._on_failed, lane="work",
        )  # fmt: skip
        return None

    def draw_outline(self) -> None:
        """The outline as an annotation of the picture, one for each ring."""
        found, fit, picture = self.chosen, self._fit, self._picture
        if found is None or fit is None or picture is None or self._case is None:
            return
        rings = _on_picture(found.parcel, fit)
        if not _touches(rings, self._size()):
            say(self.said, self.texts("places.parcel_outside"), "warning")
            return
        name = parcel_name(self.texts, found.parcel)
        group = new_row_id() if len(found.parcel.rings) > 1 else ""
        made = [
            Annotation(
                new_row_id(), AnnotationKind.PARCEL, ring, name if number == 0 else "", group=group
            )
            for number, ring in enumerate(rings)
        ]
        self.edited.emit(gestures.adding_annotations(self._case, picture.id, made))
        self.drawn.emit(made[0].id)

    def ask_borders(self) -> None:
        """Who borders on it, as a proposal."""
        found, context = self.chosen, self._context
        if found is not None:
            context.tasks.run(
                borders_of, context.services, found, owner=self, lane="work",
                on_done=lambda around: self._on_borders(found, around),
                on_failed=self._on_failed,
            )  # fmt: skip

    def _on_borders(self, found: FoundParcel, around: Around) -> None:
        if not around.neighbours:
            return say(self.said, self.texts("places.borders_none"), "warning")
        dialog = BordersDialog(self.texts, around, found.layer, self)
        dialog.take.setEnabled(not self._context.read_only)
        dialog.taken.connect(lambda chosen: self._on_borders_taken(found, chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return None

    def _on_borders_taken(self, found: FoundParcel, chosen: Chosen) -> None:
        if self._case is None:
            return
        context = self._context
        at = context.services.clock.now().isoformat(timespec="milliseconds")
        rows = [(neighbour, text, new_row_id()) for neighbour, text in chosen]
        self.edited.emit(
            taking_borders(self._case, rows, found.layer, by=context.actor.email, at=at)
        )
        say(self.said, self.texts("places.borders_taken", n=len(rows)), "ok")

    def _on_found(self, found: Sequence[FoundParcel]) -> None:
        self.found = tuple(found)
        twice = len({each.parcel.key for each in found}) < len(found)
        words = self.texts("places.find_twice", n=len(found)) if twice else ""
        say(self.said, words if found else self.texts("places.find_none"), "warning")
        self._show()

    def _on_failed(self, problem: ShamayError) -> None:
        say(self.said, error_words(self.texts, problem), "error")

    def _on_chosen(self) -> None:
        self._tell()
        self._offer()
        self.found_changed.emit()

    def _show(self) -> None:
        texts = self.texts
        heads = [texts("places.parcel_name"), texts("places.parcel_where")]
        lines = [
            (str(row), (parcel_name(texts, each.parcel), isolate(each.parcel.locality)))
            for row, each in enumerate(self.found)
        ]
        self.table.show_lines(heads, lines)
        self.table.setVisible(len(lines) > 1)
        self._on_chosen()

    def _tell(self) -> None:
        found, texts = self.chosen, self.texts
        if found is None:
            say(self.about, "")
            say(self.area, "")
            return
        parcel, layer = found.parcel, found.layer
        parts = [parcel_name(texts, parcel)]
        parts += [isolate(each) for each in (parcel.locality, parcel.status, parcel.note) if each]
        file = texts("places.parcel_from", file=layer.path.name, date=_day(layer.date))
        say(self.about, f"{' · '.join(parts)}\n{file}")
        say(self.area, area_words(texts, parcel), "warning" if parcel.crosses else "ink")

    def _offer(self) -> None:
        has = self.chosen is not None
        can = has and self._fit is not None and self._picture is not None
        self.draw.setEnabled(can and not self._context.read_only)
        self.borders.setEnabled(has)


def parcel_name(texts: Texts, parcel: LayerParcel) -> str:
    """ "Block 6144 parcel 23"."""
    key = "parcel_named" if parcel.helka else "block_named"
    gush = f"{parcel.gush}-{parcel.suffix}" if parcel.suffix else parcel.gush
    return texts(f"places.{key}", gush=gush, helka=parcel.helka)


def area_words(texts: Texts, parcel: LayerParcel) -> str:
    """The registered area against the drawn one; of an outline that crosses itself that it does."""
    if parcel.crosses:
        return texts("places.area_crosses")
    areas = compared(parcel)
    if areas is None:
        return texts("places.area_drawn", drawn=square_metres(texts, parcel.drawn_area))
    words = texts(
        "places.area_compared",
        registered=formats.area(areas.registered, texts.language),
        drawn=formats.area(areas.drawn, texts.language),
        difference=isolate_signed(f"{areas.difference:+,.1f}"),
        percent=isolate_signed(f"{areas.percent:+}%"),
    )
    if areas.dunams is None:
        return words
    return f"{words} {texts('places.area_dunams', told=formats.number(str(areas.dunams)))}"


def _on_picture(parcel: LayerParcel, fit: Georeference) -> Sequence[Ring]:
    """The rings in pixels, the largest first; with more corners than a case holds, some."""
    rings = sorted(parcel.rings, key=lambda ring: -abs(signed_area(ring)))
    return [
        tuple(rounded(point) for point in fit.ring_to_picture(_thinned(ring))) for ring in rings
    ]


def _touches(rings: Sequence[Ring], size: tuple[float, float]) -> bool:
    """Whether an outline is on the picture at all, and not thousands of times as large."""
    left, top, right, bottom = bounds(point for ring in rings for point in ring)
    on_it = left <= size[0] and right >= 0 and top <= size[1] and bottom >= 0
    return on_it and max(map(abs, (left, top, right, bottom))) < FARTHEST


def _thinned(ring: Ring) -> Ring:
    step = -(-len(ring) // MOST_POINTS)
    return ring[::step]


def _day(date: str) -> str:
    return formats.date(date) if date else ""
