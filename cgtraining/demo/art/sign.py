"""Draws the invented signatures of this folder, stroke by stroke: python -m cgtraining.demo.art.sign"""

from pathlib import Path

HERE = Path(__file__).parent
INK = "#1b2233"
Point = tuple[float, float]
Stroke = list[Point]

# Each stroke in a square of 100 x 100, as a hand would run through it.
STROKES: dict[str, list[Stroke]] = {
    "方": [
        [(46, 4), (54, 14)],
        [(10, 34), (46, 31), (92, 22)],
        [(44, 34), (42, 52), (34, 74), (10, 96)],
        [(42, 54), (62, 50), (76, 47), (74, 66), (66, 90), (52, 82)],
    ],
    "文": [
        [(48, 2), (56, 14)],
        [(8, 36), (50, 31), (94, 24)],
        [(66, 30), (56, 56), (36, 80), (8, 98)],
        [(32, 40), (50, 66), (70, 84), (102, 92)],
    ],
    "宁": [
        [(48, 2), (55, 11)],
        [(22, 20), (18, 36), (30, 24), (62, 19), (84, 16), (76, 32)],
        [(20, 56), (50, 51), (84, 47)],
        [(54, 52), (56, 78), (53, 104), (38, 92)],
    ],
    "王": [
        [(22, 20), (50, 17), (78, 13), (60, 30), (30, 50), (52, 48), (74, 44)],
        [(50, 18), (51, 50), (48, 84)],
        [(6, 90), (48, 86), (98, 78)],
    ],
    "立": [
        [(46, 2), (54, 16)],
        [(18, 32), (50, 28), (84, 23)],
        [(34, 44), (40, 56), (43, 68)],
        [(68, 38), (64, 56), (52, 80), (6, 88), (50, 84), (98, 76)],
    ],
}
SIGNATURES = {"fang-wenning": "方文宁", "wang-wenli": "王文立"}


def smooth(stroke: Stroke, steps: int = 14) -> Stroke:
    """Catmull-Rom through the given points."""
    points = [stroke[0], *stroke, stroke[-1]]
    run: Stroke = []
    for a, b, c, d in zip(points, points[1:], points[2:], points[3:], strict=False):
        for step in range(steps):
            run.append(_between(a, b, c, d, step / steps))
    return [*run, stroke[-1]]


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def mix(p: float, q: float, r: float, s: float) -> float:
        return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3)

    return mix(a[0], b[0], c[0], d[0]), mix(a[1], b[1], c[1], d[1])


def ribbon(run: Stroke) -> str:
    """The outline of a stroke that begins firmly and runs thin, as a fountain pen leaves it."""
    left: Stroke = []
    right: Stroke = []
    for place, (x, y) in enumerate(run):
        (x0, y0), (x1, y1) = run[max(place - 1, 0)], run[min(place + 1, len(run) - 1)]
        dx, dy = x1 - x0, y1 - y0
        length = (dx * dx + dy * dy) ** 0.5 or 1.0
        share = place / (len(run) - 1)
        half = 2.9 * (1 - share) ** 0.6 + 0.7 + (0.9 if dy > abs(dx) else 0) * (1 - share)
        left.append((x - dy / length * half, y + dx / length * half))
        right.append((x + dy / length * half, y - dx / length * half))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in left + right[::-1]) + "Z"


def signature(name: str) -> str:
    drawn = []
    for place, character in enumerate(name):
        for stroke in STROKES[character]:
            size = 1.08 if place == 0 else 0.94
            run = smooth([(x * size + place * 92 - y * 0.14, y * size - place * 7) for x, y in stroke])
            drawn.append(ribbon(run))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-22 -24 {len(name) * 92 + 50} 152">'
        f'<path fill="{INK}" d="{"".join(drawn)}"/></svg>\n'
    )


def main() -> None:
    for key, name in SIGNATURES.items():
        (HERE / f"signature-{key}.svg").write_text(signature(name), encoding="utf-8")


if __name__ == "__main__":
    main()
