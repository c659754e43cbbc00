"""Places for the nodes of a network, the same each time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, hypot, pi, sin, sqrt

Force = Callable[[float], float]
STEPS = 300


def layout(nodes: int, edges: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """Place nodes on a circle in their order, then let pairs of an edge attract and all nodes repel one another.

    Fruchterman and Reingold's forces, with a pull to the middle that keeps lone pairs on the page; no chance in it.
    """
    spots = [(cos(2 * pi * i / nodes), sin(2 * pi * i / nodes)) for i in range(nodes)]
    reach = 1.6 / sqrt(max(nodes, 1))
    for step in range(STEPS):
        moves = [[-x * hypot(x, y) / reach, -y * hypot(x, y) / reach] for x, y in spots]
        for i in range(nodes):
            for j in range(i):
                _push(spots, moves, i, j, lambda far: reach * reach / far)
        for i, j in edges:
            _push(spots, moves, i, j, lambda far: -far * far / reach)
        most = 0.1 * (1 - step / STEPS)  # how far a node may move, less and less
        spots = [_moved(spot, move, most) for spot, move in zip(spots, moves, strict=True)]
    return spots


def _push(spots: list[tuple[float, float]], moves: list[list[float]], i: int, j: int, force: Force) -> None:
    dx, dy = spots[i][0] - spots[j][0], spots[i][1] - spots[j][1]
    far = max(hypot(dx, dy), 1e-4)
    by = force(far) / far
    moves[i][0] += dx * by
    moves[i][1] += dy * by
    moves[j][0] -= dx * by
    moves[j][1] -= dy * by


def _moved(spot: tuple[float, float], move: list[float], most: float) -> tuple[float, float]:
    far = max(hypot(*move), 1e-9)
    share = min(far, most) / far
    return spot[0] + move[0] * share, spot[1] + move[1] * share
