"""How the overdue fees stand on a page: which groups share a table."""

from __future__ import annotations

from dataclasses import dataclass

from .model import Band, GroupRates, OverdueFees

Edges = tuple[tuple[int, int | None], ...]


@dataclass(frozen=True, slots=True)
class BandRow:
    """One step of a table: its days (inclusive, None is open) and the band of each group.

    A band of None is a fee-free group's, which has no bands of its own. `labels` names the groups.
    """

    from_day: int
    to_day: int | None
    bands: tuple[Band | None, ...]
    labels: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[tuple[str, Band | None], ...]:
        """Each band with the label of its group."""
        return tuple(zip(self.labels, self.bands, strict=True))


@dataclass(frozen=True, slots=True)
class BandTable:
    """Groups side by side that have the same bands."""

    groups: tuple[GroupRates, ...]
    rows: tuple[BandRow, ...]

    @property
    def by_group(self) -> tuple[tuple[GroupRates, tuple[tuple[BandRow, Band | None], ...]], ...]:
        """The same turned round: each group with its band of each row."""
        return tuple(
            (group, tuple((row, row.bands[index]) for row in self.rows))
            for index, group in enumerate(self.groups)
        )


def tables(fees: OverdueFees) -> tuple[BandTable, ...]:
    """The tables that show `fees`, in the order of the groups.

    Groups with the same steps share a table, and fee-free groups stand in the first one. Without
    any steps there is no table: `fees.groups` says then who is fee-free.
    """
    by_edges: dict[Edges, list[GroupRates]] = {}
    for group in fees.groups:
        if group.bands and not group.fee_free:
            by_edges.setdefault(edges(group), []).append(group)
    free = [group for group in fees.groups if group.fee_free]
    if not by_edges:
        return ()
    by_edges[next(iter(by_edges))].extend(free)
    order = fees.groups.index
    return tuple(_table(tuple(sorted(groups, key=order)), at) for at, groups in by_edges.items())


def edges(group: GroupRates) -> Edges:
    """The days of each band of `group`, in order."""
    return tuple((band.from_day, band.to_day) for band in group.bands)


def _table(groups: tuple[GroupRates, ...], steps: Edges) -> BandTable:
    labels = tuple(group.group.label for group in groups)
    return BandTable(
        groups,
        tuple(
            BandRow(first, last, tuple(_band(group, index) for group in groups), labels)
            for index, (first, last) in enumerate(steps)
        ),
    )


def _band(group: GroupRates, index: int) -> Band | None:
    return None if group.fee_free else group.bands[index]
