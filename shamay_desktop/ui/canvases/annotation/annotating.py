"""The picture that is annotated: what is chosen on it, and what each gesture makes of the case."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QObject, Signal

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing.geometry import Box
from shamay_desktop.domain.drawing.json_parts import MOST_ITEMS
from shamay_desktop.domain.drawing.points import Point, Ring, rounded
from shamay_desktop.domain.editing import Change, after
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.maps import arranging, gestures
from shamay_desktop.domain.maps.arranging import Align, Order, Spread
from shamay_desktop.domain.maps.handles import shifted
from shamay_desktop.domain.maps.marks import Size
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind, MapPicture, Style
from shamay_desktop.domain.maps.reading import pictures_of
from shamay_desktop.ui.canvases.annotation.annotation_layer import AnnotationLayer

Changes = tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """Annotations that were copied, and the size of the picture they stood on."""

    annotations: tuple[Annotation, ...] = ()
    size: Size = (0, 0)
    picture: str = ""


class Annotating(QObject):
    """Knows the case's picture that is shown; says each finished gesture as changes of the case.

    Of what is locked nothing is changed but the lock; a read-only case changes nothing at all.
    """

    edited = Signal(object)
    """tuple[Change, ...]: one gesture."""

    chosen_changed = Signal()
    shown_changed = Signal()
    """The picture, or what stands on it, is another."""

    refused = Signal(object)
    """Refused: a gesture that cannot be."""

    style_changed = Signal()
    words_asked = Signal(object)
    """Annotation: its words are to be typed in its place; of a new one nothing stands yet."""

    def __init__(self, layer: AnnotationLayer, parent: QObject, *, may_edit: bool) -> None:
        """`parent`: it goes with the table, and with it what was connected to its signals."""
        super().__init__(parent)
        self.layer = layer
        self.may_edit = may_edit
        self.case = Case("")
        self.picture: MapPicture | None = None
        self.size: Size = (0, 0)
        self.chosen: tuple[str, ...] = ()
        self.style = Style()
        self.copied = Copied()
        self.north_turn: Callable[[], float] = lambda: 0.0

    # -- what is shown --------------------------------------------------------------------

    def show(self, case: Case, picture: MapPicture | None, size: Size | None = None) -> None:
        """Show a picture as it stands now; what is gone is no longer chosen."""
        self.case = case
        moved = (picture and picture.id) != (self.picture and self.picture.id)
        self.picture = picture
        if size is not None:
            self.size = size
        standing = () if picture is None else picture.annotations
        turn = 0.0 if picture is None else float(picture.turn)
        self.layer.show(standing if all(self.size) else (), self.size, turn)
        kept = {each.id for each in standing}
        self._choose(() if moved else tuple(each for each in self.chosen if each in kept))
        self.shown_changed.emit()

    @property
    def standing(self) -> tuple[Annotation, ...]:
        """All annotations of the picture, the last one on top."""
        return () if self.picture is None else self.picture.annotations

    def annotation(self, annotation_id: str) -> Annotation | None:
        """The annotation of an id."""
        return next((each for each in self.standing if each.id == annotation_id), None)

    @property
    def chosen_now(self) -> tuple[Annotation, ...]:
        """The chosen annotations, in the order in which they are drawn."""
        return tuple(each for each in self.standing if each.id in self.chosen)

    @property
    def movable(self) -> tuple[Annotation, ...]:
        """The chosen ones that are not locked."""
        return tuple(each for each in self.chosen_now if not each.locked) if self.may_edit else ()

    # -- choosing -------------------------------------------------------------------------

    def choose(self, ids: Iterable[str], *, add: bool = False, alone: bool = False) -> None:
        """Choose these, with all of their groups unless `alone`; `add` to what is chosen."""
        wanted = set(ids)
        if not alone:
            groups = {each.group for each in self.standing if each.id in wanted and each.group}
            wanted |= {each.id for each in self.standing if each.group in groups}
        if add:
            wanted |= set(self.chosen)
        self._choose(tuple(each.id for each in self.standing if each.id in wanted))

    def toggle(self, annotation_id: str) -> None:
        """Choose one with its group as well, or no longer."""
        if annotation_id not in self.chosen:
            self.choose((annotation_id,), add=True)
            return
        own = self.annotation(annotation_id)
        group = "" if own is None else own.group
        self._choose(
            tuple(
                each.id for each in self.chosen_now
                if each.id != annotation_id and not (group and each.group == group)
            )
        )  # fmt: skip

    def choose_all(self) -> None:
        """Choose all that stands on the picture."""
        self.choose(each.id for each in self.standing)

    def walk(self, step: int) -> bool:
        """Choose the next annotation or the one before; False past the last one."""
        order = [each.id for each in self.standing]
        if not order:
            return False
        places = [order.index(each) for each in self.chosen if each in order]
        if not places:
            place = 0 if step > 0 else len(order) - 1
        else:
            place = (max(places) if step > 0 else min(places)) + step
        if not 0 <= place < len(order):
            self._choose(())
            return False
        self.choose((order[place],), alone=True)
        return True

    def _choose(self, ids: tuple[str, ...]) -> None:
        if ids != self.chosen:
            self.chosen = ids
            if len(self.chosen_now) == 1:
                self.take_style(self.chosen_now[0].style)
            self.chosen_changed.emit()

    # -- gestures -------------------------------------------------------------------------

    def add(
        self, kind: AnnotationKind, points: Ring, *, text: str = "", turn: Decimal = Decimal(0)
    ) -> None:
        """Put a new annotation on the picture, in the style of now, and choose it."""
        annotation = self.draft(kind, points, text=text)
        self.add_all((replace(annotation, id=new_row_id(), turn=turn),))

    def draft(self, kind: AnnotationKind, points: Ring, *, text: str = "") -> Annotation:
        """An annotation in the style of now that is not in the case."""
        kept = tuple(rounded(point) for point in points)
        return Annotation("", kind, kept, text, self.style)

    def add_all(self, annotations: Sequence[Annotation]) -> None:
        """Put several on the picture as one gesture, and choose them."""
        if self.picture is None or not self.may_edit or not annotations:
            return
        if len(self.standing) + len(annotations) > MOST_ITEMS:
            self.layer.settle()
            self.refused.emit(Refused("too_many_annotations", limit=MOST_ITEMS))
            return
        self._say(partial(gestures.adding_annotations, self.case, self.picture.id, annotations))
        self.choose([each.id for each in annotations])

    def change(self, changed: Iterable[Annotation]) -> None:
        """Let these stand as they are given; locked ones stay as they are."""
        pairs = [
            (before, each) for each in changed
            if (before := self.annotation(each.id)) is not None
            and (not before.locked or before.locked != each.locked)
        ]  # fmt: skip
        if pairs:
            self._say(partial(gestures.changing_annotations, self.case, pairs))

    def restyle(self, **style: object) -> None:
        """Another colour, width, fill, opacity or size of what is chosen, and of what follows."""
        self.take_style(replace(self.style, **style))  # type: ignore[arg-type]
        self.change(
            replace(each, style=replace(each.style, **style))  # type: ignore[arg-type]
            for each in self.movable
        )

    def take_style(self, style: Style) -> None:
        """What is drawn from now on looks so."""
        if style != self.style:
            self.style = style
            self.style_changed.emit()

    def remove(self) -> None:
        """Take the chosen annotations out; locked ones stay."""
        ids = [each.id for each in self.movable]
        if ids:
            self._say(partial(gestures.removing_annotations, self.case, ids))

    def move(self, by: Point) -> None:
        """Move the chosen ones by pixels of the picture."""
        self.change(shifted(each, by) for each in self.movable)

    def align(self, how: Align) -> None:
        """Bring the chosen ones on one line; groups move as one."""
        self._shift(arranging.aligned(self._boxes(), how))

    def spread(self, how: Spread) -> None:
        """Make the gaps between the chosen ones equal; groups move as one."""
        self._shift(arranging.spread(self._boxes(), how))

    def order(self, how: Order) -> None:
        """Bring the chosen ones forward or back."""
        self.reorder(arranging.reordered([each.id for each in self.standing], self.chosen, how))

    def reorder(self, ids: Sequence[str]) -> None:
        """Draw the annotations in this order, the last one on top."""
        if self.may_edit:
            self._say(partial(gestures.ordering_annotations, self.case, tuple(ids)))

    def lock(self) -> None:
        """Lock the chosen ones, or unlock them when all are locked."""
        if not self.may_edit or not self.chosen:
            return
        locked = not all(each.locked for each in self.chosen_now)
        self.change(replace(each, locked=locked) for each in self.chosen_now)

    def group(self) -> None:
        """Let the chosen ones move together."""
        if self.may_edit and len(self.chosen) > 1:
            self._say(partial(gestures.grouping, self.case, self.chosen_now, new_row_id()))

    def ungroup(self) -> None:
        """Let each of the chosen ones move for itself."""
        if self.may_edit and any(each.group for each in self.chosen_now):
            self._say(partial(gestures.grouping, self.case, self.chosen_now, ""))

    def duplicate(self, by: Point) -> None:
        """The chosen ones once more, a little aside."""
        self.add_all(copies(self.chosen_now, lambda each: shifted(each, by).points))

    def copy(self) -> bool:
        """Keep the chosen ones for pasting, on this picture or on another; whether any were."""
        if not self.chosen or self.picture is None:
            return False
        self.copied = Copied(self.chosen_now, self.size, self.picture.id)
        return True

    def paste(self, aside: Point) -> bool:
        """Put what was copied on the picture, at the same part of it; False: nothing was copied.

        On the picture it came from it is put a little aside.
        """
        copied = self.copied
        if not copied.annotations or self.picture is None or not all(copied.size):
            return False
        across, down = self.size[0] / copied.size[0], self.size[1] / copied.size[1]
        by = aside if copied.picture == self.picture.id else (0.0, 0.0)
        self.add_all(
            copies(
                copied.annotations,
                lambda each: tuple((x * across + by[0], y * down + by[1]) for x, y in each.points),
            )
        )
        return True

    def set_words(self, annotation: Annotation, words: str) -> None:
        """Keep the words that were typed; a text without words is taken out, or not put in."""
        standing = self.annotation(annotation.id) if annotation.id else None
        empty = not words.strip() and annotation.kind is AnnotationKind.TEXT
        if standing is None:
            if not empty and not annotation.id:
                self.add(annotation.kind, annotation.points, text=words, turn=annotation.turn)
        elif empty:
            if not standing.locked:
                self._say(partial(gestures.removing_annotations, self.case, [standing.id]))
        elif words != standing.text:
            self.change((replace(standing, text=words),))

    # -- the picture ----------------------------------------------------------------------

    def change_picture(self, **cells: object) -> None:
        """Say something else of the picture itself (source, date, crop, turn …)."""
        picture = self.picture
        if picture is not None and self.may_edit:
            changed = replace(picture, **cells)  # type: ignore[arg-type]
            self._say(partial(gestures.changing_picture, self.case, picture, changed))

    def crop(self, corners: Ring) -> None:
        """Print what lies between two corners alone; () for all."""
        self.change_picture(crop=tuple(rounded(point) for point in corners))

    # -- inside ---------------------------------------------------------------------------

    def _boxes(self) -> dict[str, Box]:
        """Boxes of what moves as one: by group or by id."""
        found: dict[str, Box] = {}
        for each in self.movable:
            box, key = self.layer.line_box(each.id), each.group or each.id
            if box is not None:
                found[key] = arranging.joined((found[key], box)) if key in found else box
        return found

    def _shift(self, shifts: dict[str, Point]) -> None:
        self.change(
            shifted(each, shifts[each.group or each.id])
            for each in self.movable
            if (each.group or each.id) in shifts
        )

    def _say(self, gesture: Callable[[], Changes]) -> None:
        """Tell a gesture; it stands here at once, so that one that follows is of what it made."""
        changes = gesture()
        self.layer.settle()
        if not changes or not self.may_edit:
            return
        self.case = after(self.case, changes)
        shown = self.picture and self.picture.id
        picture = next((each for each in pictures_of(self.case) if each.id == shown), None)
        self.show(self.case, picture)
        self.edited.emit(changes)


def copies(
    annotations: Sequence[Annotation], points: Callable[[Annotation], Ring]
) -> tuple[Annotation, ...]:
    """The annotations anew: ids and groups of their own, unlocked, at other points."""
    groups = {each.group: new_row_id() for each in annotations if each.group}
    return tuple(
        replace(
            each,
            id=new_row_id(),
            group=groups.get(each.group, ""),
            locked=False,
            points=tuple(rounded(point) for point in points(each)),
        )
        for each in annotations
    )
