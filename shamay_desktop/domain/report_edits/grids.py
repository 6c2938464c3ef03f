"""Pictures and plots of generated grids: each with its own caption, place, part, or left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shamay_desktop.domain.picture_keys import Crop, picture_key_of
from shamay_desktop.domain.report_content import Block, Chart, ChartGrid, Figure, FigureGrid
from shamay_desktop.domain.report_edits.arrangement import Arrangement, ChangeKind, ReportChange
from shamay_desktop.domain.report_edits.composing import line_of
from shamay_desktop.domain.report_edits.keys import inner_blocks, key_of
from shamay_desktop.domain.report_edits.placing import Unit, Work

Inner = Figure | Chart


@dataclass(slots=True)
class GridWork:
    """The grids of a report at work, changed before anything else is."""

    work: Work

    def arrange(self, arrangement: Arrangement) -> None:
        """Crop, leave out and reorder; a grid of which nothing is left vanishes."""
        hidden = arrangement.about(ChangeKind.HIDDEN)
        crops = arrangement.about(ChangeKind.CROPPED)
        moves = list(arrangement.about(ChangeKind.MOVED).values())
        for unit in (unit for chapter in self.work.units for unit in chapter):
            for block in unit.blocks[:1]:
                if isinstance(block, Figure) and block.key in crops:
                    unit.blocks = (self._cropped(block, crops[block.key]),)
                elif isinstance(block, FigureGrid | ChartGrid):
                    self._leave_out(unit, block, hidden)
                    self._crop(unit, crops)
                    self._reorder(unit, moves)

    def reword(self, change: ReportChange) -> Block | None:
        """Another caption for a picture or plot; what was generated there, None of no such."""
        for unit in (unit for chapter in self.work.units for unit in chapter):
            for block in unit.blocks[:1]:
                found = next((each for each in inner_blocks(block) if each.key == change.block),
                             None)  # fmt: skip
                if found is not None:
                    inner = [self._captioned(each, change) for each in _inner(block)]
                    unit.blocks = (_with_inner(block, inner), *unit.blocks[1:])
                    return found
        return None

    def _captioned(self, each: Inner, change: ReportChange) -> Inner:
        if each.key != change.block:
            return each
        said = line_of(change.text)
        if isinstance(each, Figure):
            return replace(each, caption=said or None)
        return replace(each, plot=replace(each.plot, title=said or each.plot.title))

    def _leave_out(self, unit: Unit, block: Block, hidden: dict[str, ReportChange]) -> None:
        shown = {key_of(each): each for each in inner_blocks(block)}
        gone = [key for key in shown if key in hidden]
        for key in gone:
            self.work.hidden[key] = shown[key]
            self.work.note_change(key, hidden[key])
        left = [each for each in _inner(block) if each.key not in gone]
        unit.blocks = (_with_inner(block, left),) if left else ()

    def _crop(self, unit: Unit, crops: dict[str, ReportChange]) -> None:
        for block in unit.blocks:
            inner = [
                self._cropped(each, crops[each.key])
                if isinstance(each, Figure) and each.key in crops
                else each
                for each in _inner(block)
            ]
            unit.blocks = (_with_inner(block, inner),)

    def _cropped(self, figure: Figure, change: ReportChange) -> Figure:
        crop: Crop | None = None if change.picture is None else change.picture.crop
        if crop is None:
            return figure
        self.work.note_change(figure.key, change)
        picture = replace(picture_key_of(figure.picture), crop=crop)
        return replace(figure, picture=str(picture))

    def _reorder(self, unit: Unit, moves: Sequence[ReportChange]) -> None:
        for block in unit.blocks:
            inner = list(_inner(block))
            for change in moves:
                keys = [each.key for each in inner]
                if change.block not in keys or change.after not in (*keys, unit.key):
                    continue
                moved = inner.pop(keys.index(change.block))
                keys.remove(change.block)
                inner.insert(keys.index(change.after) + 1 if change.after in keys else 0, moved)
                self.work.note_change(change.block, change)
            unit.blocks = (_with_inner(block, inner),)


def _inner(block: Block) -> Sequence[Inner]:
    match block:
        case FigureGrid(figures=figures):
            return figures
        case ChartGrid(charts=charts):
            return charts
        case _:
            return ()


def _with_inner(block: Block, inner: Sequence[Inner]) -> Block:
    match block:
        case FigureGrid():
            return replace(block, figures=tuple(x for x in inner if isinstance(x, Figure)))
        case ChartGrid():
            return replace(block, charts=tuple(x for x in inner if isinstance(x, Chart)))
        case _:
            return block
