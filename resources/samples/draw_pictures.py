"""Draws the practice shop's product pictures: goods laid on a cloth by a window, computed as heights, colours and light.

Run once by hand (needs numpy, which the program does not): ``python draw_pictures.py [NAME ...]``. The pictures beside it are
its work and belong to the project. A scene is a field of heights seen from above; every piece adds its height, slope, colour
and gloss; then one warm light from the upper left with soft shadows, light from the sky, and highlights.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Field = NDArray[np.float32]
WIDTH, HEIGHT, FINE = 1200, 900, 2
HERE = Path(__file__).resolve().parent / "pictures"
LIGHT = np.array([-0.52, -0.50, 0.69])


# ---------------------------------------------------------------- small tools
def linear(color: str | Field) -> Field:
    """sRGB, as ``#RRGGBB`` or numbers 0 to 1, in light."""
    if isinstance(color, str):
        color = np.array([int(color[i:i + 2], 16) / 255 for i in (1, 3, 5)], dtype=np.float32)
    return np.where(color <= 0.04045, color / 12.92, ((color + 0.055) / 1.055) ** 2.4).astype(np.float32)


def mix(one: Field, other: Field, share: Field) -> Field:
    share = np.clip(share, 0, 1)[..., None]
    return (one * (1 - share) + other * share).astype(np.float32)


def step(low: float, high: float, value: Field) -> Field:
    """0 below ``low``, 1 above ``high``, smooth between."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return (t * t * (3 - 2 * t)).astype(np.float32)


def enlarged(small: Field, shape: tuple[int, int]) -> Field:
    image = Image.fromarray(small.astype(np.float32))
    return np.asarray(image.resize((shape[1], shape[0]), Image.Resampling.BICUBIC), dtype=np.float32)


def noise(rng: np.random.Generator, shape: tuple[int, int], cell: float, cell_y: float | None = None) -> Field:
    """Smooth noise about 0, mostly within -1 to 1; ``cell``: pixels between two random values."""
    rows, columns = int(shape[0] / (cell_y or cell)) + 3, int(shape[1] / cell) + 3
    return enlarged(rng.uniform(-1, 1, (rows, columns)), shape)


def rough(rng: np.random.Generator, shape: tuple[int, int], cell: float, octaves: int = 4) -> Field:
    """Noise of several sizes."""
    total = np.zeros(shape, np.float32)
    for octave in range(octaves):
        total += noise(rng, shape, max(1.5, cell / 2**octave)) / 2**octave
    return total


def grain(rng: np.random.Generator, u: Field, v: Field, cells_u: float, cells_v: float) -> Field:
    """Smooth noise that turns with a piece: so many cells along it and across it."""
    tile = noise(rng, (256, 256), 256 / cells_u, 256 / cells_v)
    rows = np.clip((v * 0.45 + 0.5) * 255, 0, 255).astype(int)
    return tile[rows, np.clip((u * 0.45 + 0.5) * 255, 0, 255).astype(int)]


def blurred(field: Field, radius: int) -> Field:
    """Three box blurs: near enough to a Gaussian."""
    for _ in range(3):
        for axis in (0, 1):
            pad = [(0, 0), (0, 0)]
            pad[axis] = (radius + 1, radius)
            total = np.cumsum(np.pad(field, pad, mode="edge"), axis=axis, dtype=np.float64)
            upper = total[2 * radius + 1:] if axis == 0 else total[:, 2 * radius + 1:]
            lower = total[:-2 * radius - 1] if axis == 0 else total[:, :-2 * radius - 1]
            field = ((upper - lower) / (2 * radius + 1)).astype(np.float32)
    return field


def moved_by(field: Field, x: int, y: int) -> Field:
    """The values ``x`` to the right and ``y`` below each point; 0 beyond the edge."""
    rows, columns = field.shape
    out = np.zeros_like(field)
    out[max(0, -y):min(rows, rows - y), max(0, -x):min(columns, columns - x)] = field[max(0, y):min(rows, rows + y), max(0,
            x):min(columns, columns + x)]
    return out


# ---------------------------------------------------------------- the table
Piece = Callable[[Field, Field], tuple[Field, Field, Field]]


class Table:
    """What lies in the picture, seen from above; lengths in finished pixels, colours in light."""

    def __init__(self, seed: int, cloth: str = "#EFE5D6") -> None:
        self.rng = np.random.default_rng(seed)
        shape = (HEIGHT * FINE, WIDTH * FINE)
        self.z = np.zeros(shape, np.float32)
        self.gloss = np.zeros(shape, np.float32)
        self.sharp = np.full(shape, 20, np.float32)
        self.soft = np.full(shape, 0.15, np.float32)
        weave = noise(self.rng, shape, 3, 40) + noise(self.rng, shape, 40, 3) + 0.6 * noise(self.rng, shape, 2.2)
        folds = 5 * noise(self.rng, shape, 700)
        bumps = 0.16 * weave + folds
        self.dy, self.dx = (g.astype(np.float32) * FINE * 0.55 for g in np.gradient(bumps))
        self.color = linear(cloth)[None, None] * (1 + 0.035 * weave + 0.02 * rough(self.rng, shape, 300))[..., None]
        self.color = self.color.astype(np.float32)

    def put(self, x: float, y: float, rx: float, ry: float, turn: float, piece: Piece, *, lift: float | None = None,
            gloss: float = 0.15, sharp: float = 24, soft: float = 0.2) -> None:
        """Lays one piece. ``piece(u, v)`` gives height in pixels (below 0: not there), colour, and a share of gloss.

        ``lift``: how high it lies; None lets it rest on what is under it.
        """
        reach = float(np.hypot(rx, ry)) * 1.05
        x0, x1 = (int(np.clip(a, 0, WIDTH) * FINE) for a in (x - reach, x + reach))
        y0, y1 = (int(np.clip(a, 0, HEIGHT) * FINE) for a in (y - reach, y + reach))
        if x1 - x0 < 3 or y1 - y0 < 3:
            return
        gy, gx = np.mgrid[y0:y1, x0:x1].astype(np.float32)
        gx, gy = gx / FINE - x, gy / FINE - y
        c, s = np.cos(turn), np.sin(turn)
        u, v = (gx * c + gy * s) / rx, (-gx * s + gy * c) / ry
        height, color, shine = piece(u.astype(np.float32), v.astype(np.float32))
        here = self.z[y0:y1, x0:x1]
        core = (u * u + v * v < 0.55) & (height >= 0)
        if lift is None:
            lift = 0.7 * float(np.percentile(here[core], 60)) if core.any() else 0.0
        over = (height >= 0) & (height + lift >= here)
        dy, dx = np.gradient(height)
        here[over] = (height + lift)[over]
        for field, value in ((self.dx, dx * FINE), (self.dy, dy * FINE), (self.gloss, gloss * shine)):
            field[y0:y1, x0:x1][over] = value[over]
        self.sharp[y0:y1, x0:x1][over] = sharp
        self.soft[y0:y1, x0:x1][over] = soft
        self.color[y0:y1, x0:x1][over] = np.broadcast_to(color, (*height.shape, 3))[over]

    # ------------------------------------------------------------ light
    def _shadow(self) -> Field:
        """Share of the light that reaches each point: a broad window, so shadows widen with distance."""
        z = self.z[::FINE, ::FINE]
        lit = np.zeros_like(z)
        highest = float(z.max())
        directions = [(a, e) for a in (-0.16, -0.05, 0.06, 0.17) for e in (0.78, 0.95, 1.15)]
        for around, rise in directions:
            angle = np.arctan2(LIGHT[1], LIGHT[0]) + around
            dark = np.zeros_like(z)
            distance = 1.5
            while distance * rise < highest + 2:
                ox, oy = round(np.cos(angle) * distance), round(np.sin(angle) * distance)
                moved = moved_by(z, ox, oy) - distance * rise
                dark = np.maximum(dark, np.clip((moved - z) / (1.2 + 0.05 * distance), 0, 1))
                distance *= 1.09
                distance += 1
            lit += 1 - dark
        return enlarged(blurred(lit / len(directions), 1), self.z.shape)

    def _sky(self) -> Field:
        """How open each point lies to the room around it."""
        z = self.z[::FINE, ::FINE]
        open_ = np.ones_like(z)
        for radius, strength in ((3, 0.5), (9, 0.65), (26, 0.75), (60, 0.6)):
            open_ *= np.exp(-strength * np.clip(blurred(z, radius) - z, 0, None) / (radius * 1.3))
        return enlarged(open_, self.z.shape)

    def seen(self) -> Image.Image:
        """The finished picture."""
        norm = 1 / np.sqrt(1 + self.dx**2 + self.dy**2)
        nx, ny, nz = -self.dx * norm, -self.dy * norm, norm
        light = LIGHT / np.linalg.norm(LIGHT)
        facing = nx * light[0] + ny * light[1] + nz * light[2]
        sun = np.clip((facing + self.soft) / (1 + self.soft), 0, 1) * self._shadow()
        sky = self._sky()
        half = light + np.array([0, 0, 1])
        half /= np.linalg.norm(half)
        mirror = np.clip(nx * half[0] + ny * half[1] + nz * half[2], 0, 1)
        shine = self.gloss * (mirror**self.sharp + 0.10 * mirror**6) * (0.25 + 0.75 * self._shadow())
        warm, cool = np.array([1.10, 1.0, 0.88], np.float32), np.array([0.90, 0.96, 1.06], np.float32)
        around = (0.55 + 0.45 * nz) * sky
        light_in = 1.02 * sun[..., None] * warm + 0.40 * around[..., None] * cool
        glow = 0.05 * sky[..., None] * self.color
        image = self.color * light_in + glow + shine[..., None] * np.array([1.0, 0.97, 0.92], np.float32)
        ys, xs = np.mgrid[0:1:image.shape[0] * 1j, 0:1:image.shape[1] * 1j]
        image *= (1.06 - 0.20 * ((xs - 0.42) ** 2 + (ys - 0.40) ** 2))[..., None]
        image = np.clip(image, 0, None)
        image = image * (1 + image / 2.4) / (1 + image * 0.62)
        shown = np.clip(image, 0, 1)
        shown = np.where(shown <= 0.0031308, shown * 12.92, 1.055 * shown ** (1 / 2.4) - 0.055)
        whole = Image.fromarray((shown * 255).astype(np.uint8))
        return whole.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


# ---------------------------------------------------------------- pieces
def plain(field: Field, color: Field) -> Field:
    return np.broadcast_to(color, (*field.shape, 3)).astype(np.float32)


def varied(rng: np.random.Generator, colors: list[str], spread: float = 0.08) -> Field:
    """One of some colours, a little off."""
    color = linear(colors[int(rng.integers(len(colors)))])
    return (color * rng.uniform(1 - spread, 1 + spread) * rng.uniform(1 - spread / 2, 1 + spread / 2, 3)).astype(np.float32)


def outline(rng: np.random.Generator, u: Field, v: Field, amount: float) -> Field:
    """Distance from the middle, 1 at the edge of a shape that is not quite an ellipse."""
    angle = np.arctan2(v, u)
    bend = sum(rng.uniform(-1, 1) / k * np.cos(k * angle + rng.uniform(0, 6.28)) for k in range(2, 6))
    return (np.hypot(u, v) * (1 + amount * bend)).astype(np.float32)


def pebble(rng: np.random.Generator, color: Field, deep: Field, thick: float, *, wrinkle: float = 0.0, furrows: tuple[float,
        float] = (3, 6),
           odd: float = 0.08, bloom: float = 0.0, tip: Field | None = None) -> Piece:
    """A rounded fruit or seed. ``wrinkle``: depth of furrows as a share of ``thick``; ``furrows``: along it and across it."""

    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        r = outline(rng, u, v, odd)
        dome = np.sqrt(np.clip(1 - r * r, 0, 1))
        furrow = np.zeros_like(u)
        if wrinkle:
            field = grain(rng, u, v, *furrows) + 0.5 * grain(rng, u, v, furrows[0] * 2, furrows[1] * 2)
            furrow = 1 - np.clip(np.abs(field) * 1.15, 0, 1) ** 0.75
        height = thick * (0.35 + dome) - wrinkle * thick * furrow * dome**0.5
        tint = mix(plain(u, color), plain(u, deep), 0.55 * furrow + 0.40 * (1 - dome))
        tint = tint * (1 + 0.13 * grain(rng, u, v, 2, 2))[..., None]
        if bloom:
            tint = mix(tint, plain(u, linear("#F3E6D2")), bloom * step(-0.1, 0.9, grain(rng, u, v, 4, 4)))
        if tip is not None:
            tint = mix(tint, plain(u, tip), step(0.84, 0.95, u) * step(0.55, 0.30, np.abs(v)))
        return np.where(r < 1, height, -1), tint, 1 - 0.6 * furrow

    return piece


def walnut(rng: np.random.Generator) -> Piece:
    color, deep = varied(rng, ["#CFA06B", "#C4935A", "#D8B07E"]), linear("#7C5128")

    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        r = outline(rng, u, v, 0.03) + 0.05 * np.clip(u, 0, 1) ** 6
        dome = np.sqrt(np.clip(1 - r * r, 0, 1))
        veins = np.abs(grain(rng, u, v, 4, 8) + 0.6 * grain(rng, u, v, 7, 13))
        veins = 1 - np.clip(veins * 1.7, 0, 1)
        pits = step(0.45, 0.85, grain(rng, u, v, 14, 18))
        middle = v + 0.03 * np.sin(4 * u + rng.uniform(0, 6))
        seam, groove = np.exp(-((middle / 0.07) ** 2)), np.exp(-(((np.abs(middle) - 0.15) / 0.05) ** 2))
        height = 36 * (0.4 + dome) - 2.0 * veins * dome - 0.8 * pits * dome + 2.6 * seam * dome**0.3 - 1.3 * groove * dome
        tint = mix(plain(u, color), plain(u, deep), 0.42 * veins + 0.30 * groove + 0.35 * pits + 0.28 * (1 - dome))
        tint = tint * (1 + 0.10 * grain(rng, u, v, 3, 3))[..., None]
        return np.where(r < 1, height, -1), tint, np.ones_like(u)

    return piece


def almond(rng: np.random.Generator) -> Piece:
    color, deep = varied(rng, ["#B8743C", "#C4824A", "#A9652F"]), linear("#6B3A17")

    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        wide = np.clip((1 - u) / 2, 0.0, 1) ** 0.62 * 1.18
        r = np.hypot(u, v / np.clip(wide, 0.05, None) * 0.9)
        dome = np.sqrt(np.clip(1 - r * r, 0, 1))
        lines = grain(rng, u, v, 2.5, 30)
        tint = mix(plain(u, color), plain(u, deep), 0.45 * np.abs(lines) + 0.4 * (1 - dome))
        return np.where(r < 1, 15 * (0.3 + dome) + 0.5 * lines * dome, -1), tint, np.ones_like(u)

    return piece


def apricot(rng: np.random.Generator) -> Piece:
    color, deep = varied(rng, ["#EE8A1E", "#F29A2E", "#E37A17", "#F0A53F"]), linear("#A8430C")

    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        r = outline(rng, u, v, 0.10)
        dome = np.sqrt(np.clip(1 - r**2.6, 0, 1))
        folds = 1 - np.clip(np.abs(grain(rng, u, v, 3.5, 3.5) + 0.5 * grain(rng, u, v, 8, 8)) * 1.5, 0, 1)
        dent = np.exp(-(((u - 0.1) / 0.45) ** 2 + ((v + 0.05) / 0.30) ** 2))
        height = 17 * (0.5 + dome) - 7 * dent - 3.5 * folds * dome + 2.5 * np.exp(-((r - 0.72) / 0.16) ** 2)
        tint = mix(plain(u, color), plain(u, deep), 0.40 * folds + 0.55 * dent + 0.22 * (1 - dome))
        return np.where(r < 1, height, -1), tint, 1 - 0.5 * folds

    return piece


def fig(rng: np.random.Generator) -> Piece:
    color, deep = varied(rng, ["#B07C4A", "#9C6A3C", "#BE8B58"]), linear("#54301A")

    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        r = outline(rng, u, v, 0.06)
        dome = np.sqrt(np.clip(1 - r**2.4, 0, 1))
        angle = np.arctan2(v, u) + 0.25 * noise(rng, u.shape, u.shape[1] * 0.2)
        ribs = np.abs(np.sin(angle * 9 + 1.2 * np.sin(3 * angle))) * np.clip(r * 1.6, 0, 1)
        eye = np.exp(-(r / 0.13) ** 2)
        height = 21 * (0.4 + dome) - 3.0 * (1 - ribs) * dome * np.clip(r * 2, 0, 1) - 8 * eye + 2 * np.exp(-((r - 0.2) / 0.08) ** 2)
        tint = mix(plain(u, color), plain(u, deep), 0.50 * (1 - ribs) * np.clip(r * 2, 0, 1) + 0.9 * eye + 0.25 * (1 - dome))
        sugar = step(0.1, 0.9, rough(rng, u.shape, u.shape[1] * 0.12))
        return np.where(r < 1, height, -1), mix(tint, plain(u, linear("#F0E0C4")), 0.45 * sugar * dome), 1 - 0.6 * sugar

    return piece


def mulberry(rng: np.random.Generator) -> Piece:
    color, deep = varied(rng, ["#D9BF93", "#CDAF7E", "#E3CCA4"]), linear("#8B6433")

    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        r = outline(rng, u, v, 0.05)
        dome = np.sqrt(np.clip(1 - r * r, 0, 1))
        row = np.round(v * 2.6)
        du = (u * 5.2 + 0.5 * (row % 2)) % 1 - 0.5
        dv = v * 2.6 - row
        bead = np.clip(1 - 2.6 * (du * du + dv * dv), 0, 1)
        tint = mix(plain(u, deep), plain(u, color), 0.25 + 0.75 * bead)
        return np.where(r < 1, 12 * (0.4 + dome) + 4.5 * bead * dome**0.5, -1), tint, bead

    return piece


def petal(rng: np.random.Generator, colors: list[str], curl: float = 10.0, thin: float = 3.0) -> Piece:
    """A rose petal, its foot at u = -1."""
    color = varied(rng, colors, 0.10)
    pale, deep = linear("#F7C9D6"), color * 0.45

    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        wide = np.clip((u + 1) / 1.7, 0, 1) ** 0.7 * np.sqrt(np.clip(1 - np.clip((u - 0.15) / 0.85, 0, 1) ** 3.2, 0, 1))
        notch = 0.10 * np.exp(-(v / 0.22) ** 2)
        inside = (np.abs(v) < wide) & (u < 1 - notch)
        edge = np.clip(1 - np.abs(v) / np.clip(wide, 0.02, None), 0, 1)
        wave = noise(rng, u.shape, u.shape[1] * 0.30)
        height = thin + curl * (0.45 * (u + 1) ** 2 / 4 + 0.9 * v * v) + 1.5 * wave
        veins = 0.5 + 0.5 * np.cos(np.arctan2(v, u + 1.25) * 34)
        tint = mix(plain(u, color), plain(u, pale), 0.55 * step(0.3, -1.0, u) + 0.25 * step(0.16, 0.0, edge))
        tint = mix(tint, plain(u, deep), 0.14 * veins + 0.22 * np.clip(wave, 0, 1))
        return np.where(inside, height, -1), tint, np.ones_like(u)

    return piece


def rose(table: Table, x: float, y: float, size: float, colors: list[str]) -> None:
    """An open rose: rings of petals, the inner ones higher and steeper."""
    rng = table.rng
    for ring, (count, reach) in enumerate(((7, 1.0), (7, 0.86), (6, 0.70), (5, 0.54), (4, 0.40), (3, 0.27), (3, 0.16))):
        start = rng.uniform(0, 6.28)
        for k in range(count):
            turn = start + 6.283 * k / count + rng.uniform(-0.15, 0.15)
            far = size * reach
            shade = [f"#{''.join(f'{int(int(c[i:i + 2], 16) * (1 - 0.05 * ring)):02X}' for i in (1, 3, 5))}" for c in colors]
            table.put(x + np.cos(turn) * far * 0.55, y + np.sin(turn) * far * 0.55, far * 0.58, far * 0.58, turn,
                      petal(rng, shade, curl=16 + 9 * ring), lift=6 + 9 * ring, gloss=0.05, sharp=10, soft=0.45)


def leaf(rng: np.random.Generator) -> Piece:
    color, deep = varied(rng, ["#4E7A3A", "#3F6B33", "#5C8644"]), linear("#24421C")

    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        wide = np.clip(1 - u * u, 0, 1) ** 0.8 * (1 - 0.25 * u) + 0.02 * np.sin(u * 40)
        middle = np.exp(-(v / 0.035) ** 2)
        side = np.abs(np.sin(u * 7 - np.abs(v) * 6))
        height = 4 + 9 * np.abs(v) + 3 * noise(rng, u.shape, u.shape[1] * 0.4) - 1.5 * middle
        tint = mix(plain(u, color), plain(u, deep), 0.35 * (1 - side) ** 3 + 0.2 * np.abs(v))
        return np.where((np.abs(v) < wide) & (np.abs(u) < 0.97), height, -1), mix(tint, plain(u, linear("#8FB06E")),
                                                                                  0.6 * middle), np.ones_like(u)

    return piece


def bowl(table: Table, x: float, y: float, radius: float, color: str, inside: str, *, rim: float = 46, band: str = "") -> None:
    """A glazed bowl; its floor lies 8 pixels high."""
    rng = table.rng

    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        r = np.hypot(u, v)
        wall = step(0.62, 0.97, r)
        height = 8 + rim * wall * np.clip((1.0 - r) / 0.03, 0, 1) ** 0.35
        tint = mix(plain(u, linear(inside)), plain(u, linear(color)), step(0.945, 0.96, r))
        if band:
            tint = mix(tint, plain(u, linear(band)), step(0.80, 0.81, r) * step(0.86, 0.85, r))
            dots = step(0.35, 0.45, np.abs(np.sin(np.arctan2(v, u) * 24))) * step(0.875, 0.88, r) * step(0.92, 0.915, r)
            tint = mix(tint, plain(u, linear(band)), 0.8 * dots)
        tint = tint * (1 + 0.03 * rough(rng, u.shape, 90))[..., None]
        return np.where(r < 1, height, -1), tint, np.ones_like(u)

    table.put(x, y, radius, radius, 0, piece, lift=0, gloss=0.5, sharp=60, soft=0.15)


Make = Callable[[np.random.Generator], Piece]


def heap(table: Table, x: float, y: float, radius: float, size: tuple[float, float], make: Make, *, layers: int = 3,
         thick: float = 30,
         gloss: float = 0.15, sharp: float = 24, soft: float = 0.2) -> None:
    """Pieces in a bowl, layer on layer, the upper ones further in; in a layer they hardly overlap. ``thick``: of a layer."""
    rng = table.rng
    apart = (size[0] + size[1]) * 0.86
    for layer in range(layers):
        reach = radius * (1 - 0.17 * layer)
        spots: list[tuple[float, float]] = []
        for _ in range(4000):
            far, angle = reach * np.sqrt(rng.uniform(0, 1)), rng.uniform(0, 6.283)
            px, py = far * np.cos(angle), far * np.sin(angle)
            if all((px - qx) ** 2 + (py - qy) ** 2 > apart**2 for qx, qy in spots):
                spots.append((px, py))
        for px, py in spots:
            scale = rng.uniform(0.90, 1.10)
            table.put(x + px, y + py, size[0] * scale, size[1] * scale * rng.uniform(0.94, 1.06), rng.uniform(0, 6.283), make(rng),
                      lift=8 + layer * thick + rng.uniform(0, 0.45) * thick, gloss=gloss, sharp=sharp, soft=soft)


def strewn(table: Table, spots: list[tuple[float, float]], size: tuple[float, float], make: Make, *, gloss: float = 0.15,
           sharp: float = 24,
           soft: float = 0.2) -> None:
    """Single pieces on the cloth."""
    for x, y in spots:
        scale = table.rng.uniform(0.92, 1.08)
        table.put(x, y, size[0] * scale, size[1] * scale, table.rng.uniform(0, 6.283), make(table.rng), gloss=gloss,
                  sharp=sharp, soft=soft)


def jar(table: Table, x: float, y: float, wide: float, tall: float, turn: float, fill: list[str], lid: str, emblem: str) -> None:
    """A glass jar lying on the cloth with a paper label; ``fill``: colours of what is in it, dark to light."""
    rng = table.rng
    label = _label(emblem)

    def body(u: Field, v: Field) -> tuple[Field, Field, Field]:
        corner = np.clip((np.abs(v) - 0.86) / 0.14, 0, 1)
        side = np.sqrt(np.clip(1 - corner**2.4, 0, 1)) * 0.10 + 0.90
        across = u / side
        height = wide * 0.9 * np.sqrt(np.clip(1 - across**2, 0, 1)) * np.clip(1 - corner**3, 0, 1) ** 0.5
        dark, middle, light_ = (linear(c) for c in fill)
        stuff = rough(rng, u.shape, 46, 3)
        tint = mix(plain(u, middle), plain(u, light_), step(0.1, 0.9, stuff))
        tint = mix(tint, plain(u, dark), step(0.0, -0.8, stuff) + 0.55 * np.abs(across) ** 4)
        tint = mix(tint, plain(u, linear("#FFF4E4")), 0.75 * step(0.955, 0.99, np.abs(across)) + 0.5 * step(0.93, 0.99, np.abs(v)))
        paper = (v > -0.42) & (v < 0.60)
        around = np.arcsin(np.clip(across, -0.999, 0.999)) / 1.5708
        rows = np.clip(((v + 0.42) / 1.02 * (label.shape[0] - 1)).astype(int), 0, label.shape[0] - 1)
        columns = np.clip(((around * 0.5 + 0.5) * (label.shape[1] - 1)).astype(int), 0, label.shape[1] - 1)
        tint = np.where(paper[..., None], label[rows, columns] * (1 - 0.25 * np.abs(across) ** 5)[..., None], tint)
        streak = np.exp(-((across + 0.60) / 0.045) ** 2) + 0.35 * np.exp(-((across - 0.72) / 0.03) ** 2)
        streak = streak * step(0.93, 0.80, np.abs(v))
        tint = mix(tint, plain(u, linear("#FFFFFF")), np.where(paper, 0.10, 0.62) * streak)
        there = (np.abs(across) < 1) & (np.abs(v) < 1)
        return np.where(there, height, -1), tint.astype(np.float32), np.where(paper, 0.08, 1.0).astype(np.float32)

    def cap(u: Field, v: Field) -> tuple[Field, Field, Field]:
        grooves = np.cos(np.arcsin(np.clip(u, -0.999, 0.999)) * 46) * step(0.75, 0.6, np.abs(v))
        height = wide * 0.93 * np.sqrt(np.clip(1 - u * u, 0, 1)) + 1.1 * grooves
        tint = mix(plain(u, linear(lid)), plain(u, linear("#FFF2CF")), 0.75 * np.exp(-((u + 0.55) / 0.16) ** 2))
        tint = mix(tint, plain(u, linear("#3A2A12")), 0.55 * np.abs(u) ** 5 + 0.25 * step(0.86, 0.95, np.abs(v)))
        return np.where((np.abs(u) < 1) & (np.abs(v) < 1), height, -1), tint, np.ones_like(u)

    c, s = np.cos(turn), np.sin(turn)
    table.put(x, y, wide, tall, turn, body, lift=0, gloss=0.9, sharp=90, soft=0.25)
    up = tall + wide * 0.20
    table.put(x + s * up, y - c * up, wide * 0.90, wide * 0.26, turn, cap, lift=3, gloss=0.8, sharp=40, soft=0.1)


def _label(emblem: str) -> Field:
    """Cream paper with a frame, a flower and lines: no words, so that it suits every language."""
    image = Image.new("RGB", (1200, 640), "#FBF3E2")
    pen = ImageDraw.Draw(image)
    for inset, width in ((24, 10), (44, 3)):
        pen.rectangle((-50, inset, 1250, 640 - inset), outline=emblem, width=width)
    for turn in range(8):
        angle = turn * np.pi / 4
        cx, cy = 600 + 92 * np.cos(angle), 290 + 92 * np.sin(angle)
        pen.ellipse((cx - 62, cy - 62, cx + 62, cy + 62), fill=emblem, outline="#FBF3E2", width=7)
    pen.ellipse((545, 235, 655, 345), fill="#E8B64A", outline="#FBF3E2", width=7)
    for side in (-1, 1):
        for k in range(3):
            cx, cy = 600 + side * (250 + 70 * k), 290 + 14 * k
            pen.ellipse((cx - 40, cy - 20, cx + 40, cy + 20), fill="#4E7A3A")
    pen.line((430, 500, 770, 500), fill=emblem, width=9)
    pen.line((490, 540, 710, 540), fill="#B9A27C", width=7)
    return linear(np.asarray(image, dtype=np.float32) / 255)


# ---------------------------------------------------------------- the pictures
ROSES = ["#C2185B", "#D13A73", "#B01550", "#DA5486"]


def rose_jam(table: Table) -> None:
    rng = table.rng
    jar(table, 505, 470, 185, 250, 0.10, ["#3A0412", "#7E0F2C", "#B62A4C"], "#D8B25A", "#A31B4E")
    strewn(table, [(855, 700), (955, 610), (330, 800), (245, 690), (760, 815), (1040, 735), (215, 250), (900, 815)], (52, 46),
           lambda r: petal(r, ROSES), gloss=0.05, soft=0.45)
    for x, y, turn in ((800, 470, 2.2), (1075, 330, -0.5), (1000, 170, 1.1), (770, 250, 3.0)):
        table.put(x, y, 82, 44, turn, leaf(rng), lift=0, gloss=0.12, sharp=18, soft=0.3)
    rose(table, 930, 370, 165, ROSES)
    rose(table, 1060, 560, 92, ["#D85C8A", "#E07A9F", "#CF4A7C"])


def jujubes(table: Table) -> None:
    def make(rng: np.random.Generator) -> Piece:
        return pebble(rng, varied(rng, ["#9A2318", "#861A12", "#AD3220", "#741510"]), linear("#3A0708"), 30, wrinkle=0.10,
                      furrows=(3, 10), odd=0.05,
                      tip=linear("#7A5A30"))

    bowl(table, 560, 440, 390, "#F4EFE6", "#F1EADD", band="#23557F")
    heap(table, 560, 440, 285, (66, 42), make, gloss=0.42, sharp=26, soft=0.25)
    strewn(table, [(1015, 715), (1105, 600), (925, 815), (1105, 800), (140, 790)], (66, 42), make, gloss=0.42, sharp=26, soft=0.25)


def walnuts(table: Table) -> None:
    bowl(table, 590, 430, 395, "#3F5E52", "#4B6D60")
    heap(table, 590, 430, 280, (74, 64), walnut, thick=36, gloss=0.10, sharp=14)
    strewn(table, [(1070, 735), (130, 770), (1085, 140)], (74, 64), walnut, gloss=0.10, sharp=14)


def raisins(table: Table) -> None:
    def make(rng: np.random.Generator) -> Piece:
        return pebble(rng, varied(rng, ["#B7B14A", "#9FA040", "#C9BC5C", "#A99A3A", "#8C9338"]), linear("#5A5518"), 18,
                      wrinkle=0.22,
                      furrows=(3, 7), odd=0.10)

    bowl(table, 600, 440, 385, "#7D2E3F", "#8F3A4B")
    heap(table, 600, 440, 305, (40, 24), make, layers=4, thick=15, gloss=0.30, sharp=20, soft=0.5)
    strewn(table, [(1040, 700), (1085, 640), (1000, 790), (1110, 755), (150, 690), (205, 765), (120, 800), (1120, 230)], (34,
            20), make, gloss=0.30,
           sharp=20, soft=0.5)


def apricots(table: Table) -> None:
    bowl(table, 575, 440, 395, "#F3ECDF", "#EFE6D6", band="#2F6E73")
    heap(table, 575, 440, 290, (72, 62), apricot, thick=22, gloss=0.22, sharp=18, soft=0.5)
    strewn(table, [(1040, 740), (1105, 600), (140, 790)], (72, 62), apricot, gloss=0.22, sharp=18, soft=0.5)


def almonds(table: Table) -> None:
    bowl(table, 600, 435, 390, "#EAE2D3", "#E3D9C6", band="#8E1848")
    heap(table, 600, 435, 305, (56, 36), almond, layers=4, thick=15, gloss=0.14, sharp=18, soft=0.2)
    strewn(table, [(1050, 720), (1115, 630), (985, 815), (150, 700), (105, 795)], (56, 36), almond, gloss=0.14, sharp=18)


def figs(table: Table) -> None:
    bowl(table, 585, 440, 395, "#46617A", "#567590")
    heap(table, 585, 440, 290, (84, 78), fig, thick=26, gloss=0.10, sharp=14, soft=0.35)
    strewn(table, [(1070, 730), (125, 785), (1085, 150)], (84, 78), fig, gloss=0.10, sharp=14, soft=0.35)


def mulberries(table: Table) -> None:
    bowl(table, 600, 440, 390, "#2F6E73", "#3E878A")
    heap(table, 600, 440, 305, (44, 25), mulberry, layers=4, thick=13, gloss=0.10, sharp=14, soft=0.4)
    strewn(table, [(1050, 710), (1110, 610), (990, 805), (140, 720), (180, 805)], (44, 25), mulberry, gloss=0.10, sharp=14,
           soft=0.4)


def comb(rng: np.random.Generator, cell: float = 0.085) -> Piece:
    """A piece of honeycomb: hexagons with walls of wax, full of honey."""

    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        r = outline(rng, u, v, 0.12) + 0.02 * grain(rng, u, v, 16, 16)
        high = cell * np.sqrt(3)
        best = np.full_like(u, 9)
        for shift in (0, 0.5):
            du = (u / high + shift) % 1 - 0.5
            dv = (v / (3 * cell) + shift) % 1 - 0.5
            x, y = np.abs(du * high), np.abs(dv * 3 * cell)
            best = np.minimum(best, np.maximum(x * 0.866 * 2 / np.sqrt(3), x * 0.5 + y * 0.866) / (high / 2))
        wall = step(0.74, 0.94, best)
        deep = step(-0.9, 0.9, grain(rng, u, v, 3, 3))
        honey = mix(plain(u, linear("#B4600A")), plain(u, linear("#F2A11B")), 0.3 + 0.6 * deep - 0.2 * best)
        tint = mix(honey, plain(u, linear("#E8BF6A")), wall)
        height = 26 + 7 * wall + 2 * (1 - np.clip(best, 0, 1) ** 2) * (1 - wall) - 14 * step(0.90, 1.0, r)
        return np.where(r < 1, height, -1), tint, 1 - 0.8 * wall

    return piece


def honey(table: Table) -> None:
    jar(table, 430, 470, 185, 250, -0.08, ["#C26E0A", "#DD9014", "#EBA425"], "#D8B25A", "#8A5A14")
    table.put(880, 390, 250, 215, 0.35, comb(table.rng), lift=0, gloss=0.7, sharp=40, soft=0.5)

    def dipper(u: Field, v: Field) -> tuple[Field, Field, Field]:
        head = u < -0.42
        wide = np.where(head, 0.86 * np.sqrt(np.clip(1 - ((u + 0.71) / 0.30) ** 2, 0, 1)) + 0.05, 0.24 + 0.05 * u)
        rings = np.where(head, np.cos((u + 0.71) * 62) > -0.1, True)
        inside = (np.abs(v) < wide * np.where(rings, 1, 0.66)) & (np.abs(u) < 1)
        height = 34 * wide * np.sqrt(np.clip(1 - (v / np.clip(wide, 0.02, None)) ** 2, 0, 1)) + 4
        wood = mix(plain(u, linear("#C08A4E")), plain(u, linear("#7E5227")), 0.4 + 0.5 * grain(table.rng, u, v, 2, 14))
        return np.where(inside, height, -1), wood, np.ones_like(u)

    table.put(870, 715, 240, 60, -0.22, dipper, lift=0, gloss=0.25, sharp=22)

    def drop(u: Field, v: Field) -> tuple[Field, Field, Field]:
        r = outline(table.rng, u, v, 0.1)
        return np.where(r < 1, 9 * np.clip(1 - r * r, 0, 1) ** 0.5, -1), plain(u, linear("#D98A14")), np.ones_like(u)

    for x, y, size in ((640, 790, 46), (1095, 640, 22), (1130, 700, 13), (705, 840, 16)):
        table.put(x, y, size, size * 0.8, 0.4, drop, lift=0, gloss=1.1, sharp=70, soft=0.6)


def loaf(rng: np.random.Generator) -> Piece:
    """A naan: a thick rim, a thin middle pressed with rings of holes, browned where it was nearest the fire."""
    spots = [(k, 6.283 * k / n + 0.3 * ring, r) for ring, (r, n) in enumerate(((0.10, 6), (0.24, 14), (0.38, 22), (0.52,
            30))) for k in range(n)]

    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        r = outline(rng, u, v, 0.035)
        holes = np.zeros_like(u)
        for _k, angle, far in spots:
            holes = np.maximum(holes, np.exp(-(((u - far * np.cos(angle)) ** 2 + (v - far * np.sin(angle)) ** 2) / 0.00042)))
        rim = np.exp(-((r - 0.84) / 0.135) ** 2) * step(1.0, 0.985, r) ** 0.5
        bumps = grain(rng, u, v, 7, 7) + 0.5 * grain(rng, u, v, 16, 16)
        height = 12 + 30 * rim + 3.2 * bumps * step(1, 0.9, r) - 8 * holes + 4 * np.sqrt(np.clip(1 - r, 0, 1)) - 8 * step(0.96,
                1.0, r)
        tint = mix(plain(u, linear("#E6B869")), plain(u, linear("#BC6E22")), 0.22 + 0.62 * rim + 0.30 * bumps)
        tint = mix(tint, plain(u, linear("#7C3F12")), 0.60 * step(0.55, 1.5, bumps + 0.45 * rim + 0.4 * grain(rng, u, v, 4, 4)))
        tint = mix(tint, plain(u, linear("#8A5222")), 0.75 * holes)
        tint = mix(tint, plain(u, linear("#F3DDB0")), 0.45 * step(0.2, 0.9, -bumps) * step(0.75, 0.6, r))
        return np.where(r < 1, height, -1), tint, np.ones_like(u)

    return piece


def seeds(table: Table, x: float, y: float, reach: float, count: int, lift: float) -> None:
    """Sesame and black cumin on a loaf."""
    rng = table.rng
    for _ in range(count):
        far, angle = reach * rng.uniform(0, 1) ** 0.5, rng.uniform(0, 6.283)
        dark = rng.uniform() < 0.25
        color = linear("#2A2420" if dark else "#F6E7C4")
        px, py = x + far * np.cos(angle), y + far * np.sin(angle)
        here = float(table.z[int(np.clip(py, 0, HEIGHT - 1) * FINE), int(np.clip(px, 0, WIDTH - 1) * FINE)])
        table.put(px, py, 5.2, 3.0, rng.uniform(0, 6.283), pebble(rng, color, color * 0.6, 3.0), lift=max(here, lift) - 1,
                  gloss=0.2)


def naan(table: Table) -> None:
    for x, y, size, lift in ((900, 320, 290, 0), (480, 475, 370, 26)):
        table.put(x, y, size, size, table.rng.uniform(0, 6), loaf(table.rng), lift=lift, gloss=0.16, sharp=14, soft=0.3)
        seeds(table, x, y, size * 0.86, 260, 0)
    for size, x, y in ((118, 985, 735), (104, 1110, 620)):
        table.put(x, y, size, size, table.rng.uniform(0, 6), loaf(table.rng), lift=0, gloss=0.18, sharp=14, soft=0.3)


ATLAS = ["#12131C", "#C3134B", "#F2C230", "#F6EFE0", "#0E7A6B", "#1E3C8C", "#E0641B"]


def ikat(rng: np.random.Generator, x: Field, y: Field) -> Field:
    """Atlas silk: columns of lozenges, combs and drops, feathered along the warp as the tied threads are."""
    threads = rng.normal(0, 1, 4096)
    smooth = np.convolve(threads, np.ones(9) / 9, "same") * 2.0
    thread = np.clip((x * 420).astype(int) % 4096, 0, 4095)
    y = y + 0.007 * threads[thread] + 0.024 * smooth[thread]
    column = np.floor(x / 0.25)
    cx = (x / 0.25) % 1 - 0.5
    cy = (y / 0.46 + 0.5 * (column % 2)) % 1 - 0.5
    lozenge = np.abs(cx) * 1.9 + np.abs(cy) * 1.55
    drop = np.hypot(cx * 2.2, (cy - 0.02) * 2.6 + 0.9 * np.abs(cx))
    colors = [linear(c) for c in ATLAS]
    tint = plain(x, colors[0])
    for limit, color in ((0.88, 2), (0.74, 1), (0.50, 3), (0.38, 4), (0.20, 2)):
        tint = np.where((lozenge < limit)[..., None], colors[color], tint)
    tint = np.where(((column % 2 == 1) & (drop < 0.9))[..., None], colors[6], tint)
    tint = np.where(((column % 2 == 1) & (drop < 0.66))[..., None], colors[3], tint)
    tint = np.where(((column % 2 == 1) & (drop < 0.46))[..., None], colors[5], tint)
    comb_ = (np.abs(cx) > 0.42) & (np.sin(y * 50) > -0.2)
    tint = np.where(comb_[..., None], colors[3], tint)
    shine = 1 + 0.02 * np.sin(x * 500)
    return (tint * shine[..., None]).astype(np.float32)


def silk(table: Table) -> None:
    rng = table.rng

    def fold(bend: float, high: float, shift: float) -> Piece:
        def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
            edge = 0.93 + 0.03 * np.sin(v * 5 + shift) + 0.01 * np.sin(v * 17)
            end = 0.90 + 0.02 * np.sin(u * 7)
            threads = np.sin(u * 190 + 6 * np.abs(v)) > -0.25
            fringe = (np.abs(v) >= end) & (np.abs(v) < 1.0) & threads & (np.abs(u) < edge)
            inside = (np.abs(u) < edge) & (np.abs(v) < end)
            way = u + 0.10 * np.sin(v * 2.1 + shift) + 0.05 * v
            ripple = np.sin(way * bend + shift) + 0.45 * np.sin(way * bend * 2.3 + 1.7 * v + shift) + 0.5 * grain(rng, u, v, 3, 2)
            height = high * (0.75 + 0.36 * ripple) + 6
            side = np.sqrt(np.clip(1 - (np.abs(u) / edge) ** 8, 0, 1))
            tint = ikat(rng, (u * 0.42 + 0.035 * np.cos(way * bend + shift) + 4 + shift).astype(np.float32),
                        (v * 0.58 + 4).astype(np.float32))
            tint = np.where(fringe[..., None], linear("#C3134B"), tint)
            return np.where(inside, height * side + 3, np.where(fringe, 3.0, -1)), tint, np.ones_like(u)

        return piece

    table.put(470, 465, 330, 480, 0.30, fold(9, 22, 0.0), lift=0, gloss=0.10, sharp=14, soft=0.15)
    table.put(800, 430, 230, 450, -0.42, fold(7, 22, 2.0), lift=30, gloss=0.10, sharp=14, soft=0.15)


def carpet(table: Table) -> None:
    """A wool carpet with borders, pomegranate flowers and a fringe at both ends."""
    pattern = _carpet_pattern()
    rng = table.rng

    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        inside = (np.abs(u) < 0.90) & (np.abs(v) < 1)
        threads = np.sin(v * 260 + 14 * np.abs(u)) > -0.3
        fringe = (np.abs(u) >= 0.90) & (np.abs(u) < 0.985 + 0.012 * np.sin(v * 90)) & threads & (np.abs(v) < 0.99)
        rows = np.clip((v + 1) / 2 * pattern.shape[0], 0, pattern.shape[0] - 1).astype(int)
        columns = np.clip((u / 0.90 + 1) / 2 * pattern.shape[1], 0, pattern.shape[1] - 1).astype(int)
        knots = np.sin(v * np.pi * pattern.shape[0] / 2) * np.sin(u * np.pi * pattern.shape[1] / 1.8)
        wool = rng.normal(0, 1, u.shape).astype(np.float32)
        tint = pattern[rows, columns] * (1 + 0.05 * blurred(wool, 1) + 0.05 * grain(rng, u, v, 40, 3))[..., None]
        tint = np.where(fringe[..., None], linear("#EADFC6"), tint)
        waves = 3 * grain(rng, u, v, 2, 2)
        height = 14 + waves + 0.45 * knots + 0.5 * blurred(wool, 2)
        return np.where(inside, height, np.where(fringe, 4.0, -1)), tint.astype(np.float32), np.ones_like(u)

    table.put(600, 450, 560, 330, -0.10, piece, lift=0, gloss=0.02, sharp=6, soft=0.4)


def _carpet_pattern() -> Field:
    """One knot a pixel, mirrored both ways as a weaver mirrors it."""
    image = Image.new("RGB", (240, 150), "#8E1A2C")
    pen = ImageDraw.Draw(image)
    for inset, color in ((0, "#1D2A4A"), (5, "#E4C98A"), (7, "#A8243A"), (22, "#E4C98A"), (24, "#1D2A4A"), (30, "#E4C98A"), (32,
            "#7E1528")):
        pen.rectangle((inset, inset, 239 - inset, 149 - inset), fill=color)
    for at in np.linspace(14, 225, 14).round():
        for y in (14, 135):
            pen.polygon(((at - 6, y), (at, y - 6), (at + 6, y), (at, y + 6)), fill="#F0DDAF", outline="#1D2A4A")
            pen.rectangle((at - 1, y - 1, at + 1, y + 1), fill="#A8243A")
    for at in np.linspace(14, 135, 8).round()[1:-1]:
        for x in (14, 225):
            pen.polygon(((x - 6, at), (x, at - 6), (x + 6, at), (x, at + 6)), fill="#F0DDAF", outline="#1D2A4A")
            pen.rectangle((x - 1, at - 1, x + 1, at + 1), fill="#A8243A")
    for cx in (62, 120, 178):
        for size, color in ((30, "#E4C98A"), (28, "#1D2A4A"), (21, "#E4C98A"), (19, "#B02A3E"), (9, "#F0DDAF"), (5, "#1E6A5E")):
            pen.polygon(((cx - size, 75), (cx, 75 - size), (cx + size, 75), (cx, 75 + size)), fill=color)
        for dx, dy in ((-13, 0), (13, 0), (0, -13), (0, 13)):
            pen.ellipse((cx + dx - 3, 75 + dy - 3, cx + dx + 3, 75 + dy + 3), fill="#F0DDAF", outline="#1D2A4A")
    for cx in (42, 91, 149, 198):
        for cy in (48, 102):
            pen.line((cx, cy, cx, cy + (12 if cy < 75 else -12)), fill="#1E6A5E", width=2)
            pen.ellipse((cx - 7, cy - 6, cx + 7, cy + 6), fill="#D9722E", outline="#F0DDAF")
            pen.polygon(((cx - 3, cy - 6), (cx, cy - 2), (cx + 3, cy - 6), (cx, cy - 11)), fill="#F0DDAF")
            pen.rectangle((cx - 1, cy - 1, cx + 1, cy + 1), fill="#8E1A2C")
    half = np.asarray(image, dtype=np.float32) / 255
    return linear(np.maximum(half, 0))


def net_melon(rng: np.random.Generator) -> Piece:
    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        r = outline(rng, u, v, 0.015)
        dome = np.sqrt(np.clip(1 - r * r, 0, 1))
        lines = np.minimum(np.abs(grain(rng, u, v, 20, 30)), np.abs(grain(rng, u, v, 26, 22)))
        net = 1 - step(0.04, 0.22, lines)
        ribs = np.cos(np.arcsin(np.clip(v / np.sqrt(np.clip(1 - u * u, 0.01, 1)), -1, 1)) * 9)
        tint = mix(plain(u, linear("#C8B04A")), plain(u, linear("#7F8F3C")), 0.45 + 0.4 * grain(rng, u, v, 4, 3) - 0.3 * ribs)
        tint = mix(tint, plain(u, linear("#E6DCA8")), 0.62 * net)
        height = 150 * dome + 20 + 2.4 * net * dome + 3 * ribs * dome
        return np.where(r < 1, height, -1), tint, 1 - 0.5 * net

    return piece


def melon_slice(rng: np.random.Generator) -> Piece:
    """A crescent on its side: rind outside, pale green, then orange flesh to the hollow where the seeds were."""

    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        outer, inner = np.hypot(u, v * 0.96), np.hypot(u / 0.80, (v - 0.42) / 0.62)
        inside = (outer < 1) & (inner > 1) & (v < 0.40 + 0.2 * (1 - u * u))
        flesh = mix(plain(u, linear("#F58A2C")), plain(u, linear("#FDB768")), step(0.80, 0.95, outer) + 0.20 * grain(rng, u, v,
                7, 7))
        flesh = mix(flesh, plain(u, linear("#D9D98C")), step(0.90, 0.95, outer))
        flesh = mix(flesh, plain(u, linear("#8A8A34")), step(0.965, 0.975, outer))
        wet = 0.6 * grain(rng, u, v, 30, 30)
        flesh = mix(flesh, plain(u, linear("#E06A12")), 0.6 * step(1.14, 1.0, inner))
        height = 46 - 16 * step(0.95, 1.0, outer) - 10 * step(1.10, 1.0, inner) + wet + 2 * grain(rng, u, v, 4, 4)
        return np.where(inside, height, -1), flesh, step(0.99, 0.95, outer)

    return piece


def melon(table: Table) -> None:
    rng = table.rng
    table.put(500, 330, 400, 255, -0.14, net_melon(rng), lift=0, gloss=0.12, sharp=12, soft=0.15)
    for x, y, size, turn, lift in ((900, 590, 235, 0.30, 0), (640, 735, 225, -0.12, 12)):
        table.put(x, y, size, size, turn, melon_slice(rng), lift=lift, gloss=0.30, sharp=26, soft=0.5)
    for x, y in ((1060, 800), (1090, 765), (1015, 830), (985, 792), (1120, 812)):
        table.put(x, y, 15, 8, rng.uniform(0, 6), pebble(rng, linear("#EFDDA8"), linear("#C9A865"), 6), lift=0, gloss=0.3)


def whole_pomegranate(rng: np.random.Generator) -> Piece:
    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        angle = np.arctan2(v, u)
        r = np.hypot(u, v) * (1 + 0.018 * np.cos(5 * angle + 1) + 0.012 * np.cos(3 * angle))
        dome = np.sqrt(np.clip(1 - r * r, 0, 1))
        blush = grain(rng, u, v, 3, 3) + 0.4 * grain(rng, u, v, 9, 9)
        tint = mix(plain(u, linear("#C4232C")), plain(u, linear("#E8A24A")), 0.25 + 0.45 * blush + 0.25 * u)
        tint = mix(tint, plain(u, linear("#7A0F1C")), 0.5 * (1 - dome) + 0.25 * step(0.4, 0.9, -blush))
        tint = mix(tint, plain(u, linear("#7A4A22")), 0.5 * step(0.62, 0.9, grain(rng, u, v, 26, 26)))
        return np.where(r < 1, 115 * dome + 25 + 1.2 * blush * dome, -1), tint, np.ones_like(u)

    return piece


def crown(rng: np.random.Generator) -> Piece:
    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        angle, r = np.arctan2(v, u), np.hypot(u, v)
        point = np.abs(((angle * 6 / 6.283) % 1) - 0.5) * 2
        inside = r < 0.42 + 0.58 * point**0.8
        tint = mix(plain(u, linear("#E3A857")), plain(u, linear("#9E2A22")), step(0.2, 0.8, r) * 0.8)
        tint = mix(tint, plain(u, linear("#5A2E12")), 0.85 * step(0.30, 0.10, r))
        return np.where(inside, 8 + 16 * np.exp(-((r - 0.5) / 0.25) ** 2) - 8 * step(0.3, 0.0, r), -1), tint, np.ones_like(u)

    return piece


def half_pomegranate(table: Table, x: float, y: float, size: float) -> None:
    """Cut open: rind, cream membranes in six rooms, each full of arils."""
    rng = table.rng

    def shell(u: Field, v: Field) -> tuple[Field, Field, Field]:
        r = outline(rng, u, v, 0.02)
        tint = mix(plain(u, linear("#F3DDAE")), plain(u, linear("#F8EBCB")), grain(rng, u, v, 6, 6))
        tint = mix(tint, plain(u, linear("#C0262E")), step(0.95, 0.97, r))
        return np.where(r < 1, 62 - 14 * step(0.96, 1.0, r) - 10 * step(0.9, 0.6, r), -1), tint, np.ones_like(u)

    table.put(x, y, size, size, 0, shell, lift=0, gloss=0.15, sharp=20, soft=0.4)
    for row in range(11):
        far = size * (0.12 + 0.067 * row)
        count = max(4, int(6.283 * far / (size * 0.135)))
        for k in range(count):
            angle = 6.283 * (k + 0.5 * (row % 2)) / count + rng.uniform(-0.03, 0.03)
            if abs(((angle * 6 / 6.283) % 1) - 0.5) > 0.44 - 0.02 * (row < 4):
                continue
            color = varied(rng, ["#A80A22", "#C4122E", "#8E0A1E", "#D4263E"], 0.1)
            table.put(x + far * np.cos(angle), y + far * np.sin(angle), size * 0.078, size * 0.062, angle + rng.uniform(-0.3, 0.3),
                      pebble(rng, color, linear("#4A0410"), 19, odd=0.12), lift=46 + rng.uniform(0,
                              6), gloss=0.85, sharp=46, soft=0.55)


def pomegranate(table: Table) -> None:
    rng = table.rng
    for x, y, size, turn in ((360, 330, 225, -0.5), (800, 245, 195, 0.4)):
        table.put(x, y, size, size * 0.96, turn, whole_pomegranate(rng), lift=0, gloss=0.40, sharp=26, soft=0.2)
        table.put(x - 0.42 * size, y - 0.48 * size, size * 0.30, size * 0.30, rng.uniform(0, 6), crown(rng),
                  lift=102 * size / 225, gloss=0.15, sharp=14)
    half_pomegranate(table, 700, 610, 235)
    for x, y in ((1000, 690), (1045, 735), (975, 755), (1075, 670), (1020, 800), (330, 740), (290, 700), (375, 790)):
        table.put(x, y, 19, 14, rng.uniform(0, 6), pebble(rng, varied(rng, ["#B00E28", "#C91A36"]), linear("#4A0410"), 15,
                                                          odd=0.12), lift=0,
                  gloss=0.85, sharp=46, soft=0.55)
    for x, y, turn in ((1030, 440, 0.7), (1100, 510, 1.4), (140, 640, 2.5)):
        table.put(x, y, 92, 34, turn, leaf(rng), lift=0, gloss=0.15, sharp=18, soft=0.3)


def rosebud(rng: np.random.Generator) -> Piece:
    """A dried bud: petals wrapped round each other, green sepals and a stub of stalk at its foot."""
    color, deep = varied(rng, ["#B5305F", "#A32552", "#C2497A"]), linear("#4E0A26")
    shift = rng.uniform(0, 1)

    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        wide = np.sqrt(np.clip(1 - (np.clip(u + 0.05, -1, 1)) ** 2, 0, 1)) * np.where(u > 0.55, 1 - 0.7 * (u - 0.55), 1)
        stalk = (u < -0.80) & (np.abs(v) < 0.13)
        inside = (np.abs(v) < wide * 0.98) & (u > -0.9) & (u < 0.93) | (stalk & (u > -1.0))
        across = v / np.clip(wide, 0.05, None)
        dome = np.sqrt(np.clip(1 - across**2, 0, 1))
        wrap = (across * 1.1 + u * 0.9 + 0.3 * grain(rng, u, v, 2, 2) + shift) % 1
        fold = np.exp(-(wrap / 0.10) ** 2)
        green = step(-0.30, -0.55, u + 0.35 * np.abs(((across * 2.5) % 1) - 0.5))
        tint = mix(plain(u, color), plain(u, deep), 0.60 * fold + 0.35 * (1 - dome) + 0.25 * grain(rng, u, v, 3, 3))
        tint = mix(tint, plain(u, linear("#EFA9BE")), 0.16 * np.exp(-((wrap - 0.85) / 0.10) ** 2))
        tint = mix(tint, plain(u, linear("#7F8446")), green)
        height = 21 * (0.35 + dome) * np.clip(wide * 1.5, 0.2, 1) - 3 * fold * (1 - green) + 1.5 * grain(rng, u, v, 5, 9)
        return np.where(inside, height, -1), tint, np.ones_like(u)

    return piece


def rose_tea(table: Table) -> None:
    bowl(table, 590, 440, 390, "#F4EFE6", "#F0E8DA", band="#4E7A3A")
    heap(table, 590, 440, 300, (50, 33), rosebud, layers=4, thick=18, gloss=0.05, sharp=10, soft=0.4)
    strewn(table, [(1050, 720), (1110, 620), (975, 815), (145, 710), (110, 800)], (50, 33), rosebud, gloss=0.05, sharp=10, soft=0.4)


def doppa(table: Table) -> None:
    """A four-sided cap seen from above, with an almond embroidered on each side."""
    rng = table.rng

    def piece(u: Field, v: Field) -> tuple[Field, Field, Field]:
        square = (np.abs(u) ** 3.2 + np.abs(v) ** 3.2) ** (1 / 3.2)
        ridge = np.exp(-((np.abs(np.abs(u) - np.abs(v))) / 0.035) ** 2) * step(0.02, 0.3, square)
        height = 150 * np.sqrt(np.clip(1 - square**3.0, 0, 1)) + 16 + 12 * np.exp(-((np.abs(np.abs(u) - np.abs(v))) / 0.16) ** 2)
        velvet = rng.normal(0, 1, u.shape).astype(np.float32)
        tint = mix(plain(u, linear("#10402F")), plain(u, linear("#1B5A43")), 0.5 + 0.4 * grain(rng, u, v, 3,
                3) + 0.12 * blurred(velvet, 1))
        stitched = np.zeros_like(u)
        for turn in range(4):
            c, s = np.cos(turn * np.pi / 2), np.sin(turn * np.pi / 2)
            a, b = u * c + v * s, -u * s + v * c
            a = a - 0.50
            drop = np.hypot(a / 0.25, (b + 0.30 * a * np.abs(a) * 4) / (0.185 * np.clip(1 - a * 1.2, 0.2, 1.4)))
            thread = 0.5 + 0.5 * np.sin(np.arctan2(b, a) * 42)
            for low, high in ((0.84, 1.0), (0.56, 0.66), (0.0, 0.26)):
                stitched = np.maximum(stitched, step(low - 0.02, low + 0.02, drop) * step(high + 0.02, high - 0.02,
                                                                                          drop) * (0.72 + 0.28 * thread))
            for k in range(11):
                angle = k * 6.283 / 11
                dot = ((a - 0.31 * np.cos(angle)) / 0.020) ** 2 + ((b - 0.25 * np.sin(angle)) / 0.020) ** 2
                stitched = np.maximum(stitched, np.exp(-dot))
            stitched = np.maximum(stitched, np.exp(-(((a + 0.35) / 0.05) ** 2 + (b / 0.05) ** 2) ** 2))
        chain = step(0.945, 0.955, square) * (0.7 + 0.3 * np.sin(np.arctan2(v, u) * 130)) * step(1.0, 0.985, square)
        tint = mix(tint, plain(u, linear("#F5EFE0")), np.clip(stitched + chain, 0, 1))
        tint = mix(tint, plain(u, linear("#D8B25A")), 0.7 * ridge * (np.sin(square * 160) > 0))
        return np.where(square < 1, height + 2.5 * stitched, -1), tint, np.ones_like(u)

    table.put(590, 450, 345, 345, 0.55, piece, lift=0, gloss=0.06, sharp=8, soft=0.25)


def knife(table: Table) -> None:
    """A Yengisar knife: a curved blade of steel, a handle set with colours and brass, and its leather sheath."""
    rng = table.rng
    stones = ["#B4182F", "#0E6F63", "#1F3F95", "#E0A21E"]

    def blade(u: Field, v: Field) -> tuple[Field, Field, Field]:
        back = -0.42 - 0.62 * np.clip(u - 0.30, 0, 1) ** 2 * 1.1
        belly = 0.52 - 0.25 * (u < -0.86) - 1.62 * np.clip((u - 0.10) / 0.9, 0, 1) ** 2.6 + 0.02
        inside = (v > back) & (v < belly) & (np.abs(u) < 1)
        share = np.clip((v - back) / np.clip(belly - back, 0.05, None), 0, 1)
        height = 15 - 9 * step(0.55, 1.0, share) - 3 * np.exp(-((share - 0.22) / 0.05) ** 2) * step(0.45, 0.30, u)
        brush = grain(rng, u, v, 2, 90)
        sheen = 0.5 + 0.5 * np.sin(2.4 * u + 2.2 * share)
        tint = mix(plain(u, linear("#8E98A3")), plain(u, linear("#E9EEF2")), sheen + 0.10 * brush - 0.35 * step(0.55, 0.60,
                share) * (1 - sheen))
        tint = mix(tint, plain(u, linear("#4A525C")), 0.55 * np.exp(-((share - 0.22) / 0.04) ** 2) * step(0.45, 0.30, u))
        return np.where(inside, height, -1), tint, np.ones_like(u)

    def handle(u: Field, v: Field) -> tuple[Field, Field, Field]:
        wide = 0.66 + 0.22 * np.clip(-u, 0, 1) ** 2 - 0.10 * np.cos(u * 4)
        bent = v - 0.30 * np.clip(-u - 0.35, 0, 1) ** 2
        inside = (np.abs(bent) < wide) & (np.abs(u) < 1)
        across = bent / wide
        height = 40 * np.sqrt(np.clip(1 - 0.75 * across**2, 0, 1))
        part = np.floor((u + 1) * 4.5).astype(int)
        local_u, local_v = ((u + 1) * 4.5) % 1 - 0.5, across
        tint = plain(u, linear("#C79A3A"))
        for k, stone in enumerate(stones):
            tint = np.where((part % 4 == k)[..., None] & (np.abs(local_u) < 0.36)[..., None], linear(stone), tint)
        dots = np.zeros_like(u)
        for cy in (-0.5, 0.0, 0.5):
            ring = np.hypot(local_u * 1.15, (local_v - cy) * 1.9)
            dots = np.maximum(dots, step(0.34, 0.30, ring) * step(0.17, 0.21, ring) + step(0.11, 0.08, ring))
        tint = mix(tint, plain(u, linear("#F7EBD0")), dots * (np.abs(local_u) < 0.36))
        tint = np.where((np.abs(u) > 0.88)[..., None], linear("#D9B458"), tint)
        return np.where(inside, height + 1.0 * dots, -1), tint.astype(np.float32), np.ones_like(u)

    def sheath(u: Field, v: Field) -> tuple[Field, Field, Field]:
        wide = 0.82 - 0.34 * (u + 1) / 2
        end = step(1.0, 0.90, u + 0.25 * (v / wide) ** 2)
        inside = (np.abs(v) < wide) & (u > -1) & (end > 0.5)
        across = v / wide
        height = 32 * np.sqrt(np.clip(1 - 0.8 * across**2, 0, 1)) + 0.8 * grain(rng, u, v, 40, 20)
        tint = mix(plain(u, linear("#6E2E16")), plain(u, linear("#8E4322")), 0.5 + 0.4 * grain(rng, u, v, 8, 5))
        stitch = np.exp(-((np.abs(across) - 0.84) / 0.03) ** 2) * (np.sin(u * 120) > 0)
        net = np.exp(-(np.minimum(np.abs((u * 7 + across * 1.2) % 1 - 0.5), np.abs((u * 7 - across * 1.2) % 1 - 0.5)) / 0.055) ** 2)
        net = net * (np.abs(across) < 0.70) * (u > -0.72) * (u < 0.62)
        tint = mix(tint, plain(u, linear("#E9CF9C")), np.clip(0.9 * stitch + 0.55 * net, 0, 1))
        brass = (u < -0.80) | (u > 0.74)
        tint = np.where(brass[..., None], linear("#D2AA4C"), tint)
        return np.where(inside, height - 1.2 * net, -1), tint.astype(np.float32), np.where(brass, 1.0, 0.35).astype(np.float32)

    turn = -0.30
    c, s = np.cos(turn), np.sin(turn)
    table.put(745, 350, 330, 105, turn, blade, lift=4, gloss=0.55, sharp=16, soft=0.1)
    table.put(745 - 506 * c, 350 - 506 * s, 185, 74, turn, handle, lift=0, gloss=0.55, sharp=34, soft=0.15)
    table.put(690, 680, 400, 100, turn + 0.08, sheath, lift=0, gloss=0.35, sharp=22, soft=0.2)


SCENES: dict[str, tuple[int, str, Callable[[Table], None]]] = {
    "rose-jam": (1, "#EFE5D6", rose_jam),
    "jujubes": (2, "#EADFCF", jujubes),
    "walnuts": (3, "#E9E2D8", walnuts),
    "raisins": (4, "#F0E6D6", raisins),
    "dried-apricots": (5, "#E6E3DC", apricots),
    "almonds": (6, "#EFE6D8", almonds),
    "dried-figs": (7, "#F0E7DA", figs),
    "mulberries": (8, "#EFE6D8", mulberries),
    "honey": (9, "#F1E8DA", honey),
    "naan": (10, "#E8E2DA", naan),
    "atlas-silk": (11, "#F1EBE1", silk),
    "carpet": (12, "#EDE6DA", carpet),
    "melon": (13, "#EFE8DC", melon),
    "pomegranate": (14, "#ECE6DC", pomegranate),
    "rose-tea": (15, "#F0E6D8", rose_tea),
    "doppa": (16, "#EFE4D2", doppa),
    "knife": (17, "#EBE3D6", knife),
}


def main(names: list[str]) -> None:
    """Draws all pictures, or those named, each below 150 kB."""
    HERE.mkdir(parents=True, exist_ok=True)
    for name, (seed, cloth, scene) in SCENES.items():
        if names and name not in names:
            continue
        table = Table(seed, cloth)
        scene(table)
        picture = table.seen()
        for quality in range(88, 40, -3):
            picture.save(HERE / f"{name}.jpg", quality=quality, optimize=True, progressive=True)
            if (HERE / f"{name}.jpg").stat().st_size < 150_000:
                break
        print(name, (HERE / f"{name}.jpg").stat().st_size, quality)


if __name__ == "__main__":
    main(sys.argv[1:])
