"""A pack for one place of sale: numbered pictures within its limits, a title that fits, the text in order, folder and zip.

Runs in a worker: values in, values out, no database. Nothing half done is left: the folder appears when it is whole.
"""

from __future__ import annotations

import os
import shutil
import unicodedata
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from producer_app.areas import products
from producer_app.areas.studio import darkroom, work
from producer_app.areas.studio.kinds._counting import cut
from producer_app.areas.studio.rows import PLAIN, Channel, Recipe, Shot
from producer_app.base.errors import CannotWrite
from producer_app.base.i18n import _
from producer_app.base.progress import Progress, silent
from producer_app.store.files import Files, part_path, sync_file

TEXT_NAME = "text.txt"
# Words of the text file are the place of sale's, not the window's.
_WORDS = {
    "zh": {"title": "标题", "price": "价格", "pack": "净含量", "unit": "规格", "origin": "产地", "life": "保质期", "days": "天",
           "certificate": "许可证", "sku": "货号", "pictures": "图片顺序", "g": "克"},
    "en": {"title": "Title", "price": "Price", "pack": "Net weight", "unit": "Sold as", "origin": "Made in", "life": "Keeps for",
           "days": " days", "certificate": "Licence", "sku": "Article number", "pictures": "Pictures in order", "g": " g"},
}
_UNITS_ZH = {"jar": "瓶", "bag": "袋", "box": "盒", "tub": "桶", "tin": "罐", "bottle": "瓶", "piece": "个", "pack": "包",
             "sack": "麻袋", "kg": "公斤", "jin": "斤", "metre": "米", "set": "套"}


class Words(NamedTuple):
    """What is written for one place of sale."""

    title: str
    text: str


class Pack(NamedTuple):
    """What was made. ``small``: pictures with fewer points than the place of sale wants; ``missing``: pictures it wants more."""

    folder: Path
    zip: Path
    pictures: int
    small: int
    missing: int
    untold: int


def words(product: products.Product, channel: Channel) -> Words:
    """Title and text from what is known of a product, the title cut by the place of sale's own counting."""
    say = _WORDS["zh" if channel.language == "zh" else "en"]
    name = product.name_in(channel.language)
    pack = _weight(product.pack_g, say["g"]) if product.pack_g else ""
    title = cut(name, channel.title_limit, channel.count)
    for more in (pack, product.origin):
        longer = f"{title} {more}"
        if more and more not in title and channel.count(longer) <= channel.title_limit:
            title = longer
    unit = _UNITS_ZH.get(product.unit, product.unit) if channel.language == "zh" else product.unit
    lines = [name, f"{say['price']}: {product.price.text()} {product.price.currency}", f"{say['unit']}: {unit}"]
    lines += [f"{say[key]}: {value}" for key, value in (
        ("pack", pack), ("origin", product.origin), ("certificate", product.certificate), ("sku", product.sku),
        ("life", f"{product.shelf_life_days}{say['days']}" if product.shelf_life_days else "")) if value]
    return Words(title, "\n".join(lines))


def _weight(grams: int, unit: str) -> str:
    return f"{grams}{unit}"


def recipe_for(shot: Shot, channel: Channel, *, first: bool) -> Recipe:
    """The photo's own recipe in the channel's shape; the first picture on pure white where that is asked."""
    recipe = replace(shot.recipe, frame=channel.frame)
    if channel.pure_white and first:
        return replace(recipe, white=True, shadow=False, fill=max(recipe.fill, 86))
    return replace(PLAIN, frame=channel.frame) if shot.recipe == PLAIN else recipe


def make(files: Files, shots: Sequence[Shot], channel: Channel, written: Words, target: Path, name: str,
         progress: Progress = silent) -> Pack:
    """Makes ``<target>/<name> <channel>`` and a zip of it; never over one that is there already.

    Raises ShopError: a photo is broken; CannotWrite: no room, no rights; Cancelled. Then nothing is left behind.
    """
    used = list(shots[:channel.most_pictures])
    base = f"{_safe(name)} {channel.id}"
    folder, packed = _free(target, base)
    unfinished, unfinished_zip = part_path(folder), part_path(packed)
    try:
        unfinished.mkdir(parents=True)
        small = untold = 0
        for number, shot in enumerate(used):
            progress(number, len(used) + 1, _("Making pictures"))
            recipe = recipe_for(shot, channel, first=number == 0)
            made = darkroom.made(work.original(files, shot), recipe, side=channel.side, thumb=False, most_bytes=channel.most_bytes,
                                 least=channel.least)
            small += min(made.width, made.height) < channel.least
            untold += recipe.white and not made.told
            (unfinished / f"{number + 1:02d}.jpg").write_bytes(made.jpeg)
        progress(len(used), len(used) + 1, _("Making the pack"))
        (unfinished / TEXT_NAME).write_text(as_text(written, channel, len(used)), encoding="utf-8", newline="\r\n")
        _zip(unfinished, unfinished_zip)
        os.replace(unfinished, folder)
        os.replace(unfinished_zip, packed)
    except OSError:
        raise CannotWrite(_("The pack could not be written."), _("Choose another folder or make room on the disk."),
                          "DISK_FULL") from None
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
        with suppress(OSError):
            unfinished_zip.unlink(missing_ok=True)
    return Pack(folder, packed, len(used), small, max(0, channel.least_pictures - len(used)), untold)


def as_text(written: Words, channel: Channel, pictures: int) -> str:
    """The text file, in the order in which a place of sale asks for it."""
    say = _WORDS["zh" if channel.language == "zh" else "en"]
    title = cut(written.title, channel.title_limit, channel.count)
    order = "\n".join(f"{number:02d}.jpg" for number in range(1, pictures + 1))
    return f"{say['title']}:\n{title}\n\n{written.text}\n\n{say['pictures']}:\n{order}\n"


def _zip(folder: Path, packed: Path) -> None:
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    sync_file(packed)


def _safe(name: str) -> str:
    """A name that every system takes for a folder: no signs of a path, no control signs, no end that Windows drops."""
    kept = "".join(" " if c in '<>:"/\\|?*' or unicodedata.category(c)[0] == "C" else c for c in name)
    return " ".join(kept.split())[:60].strip(" .") or "pack"


def _free(target: Path, base: str) -> tuple[Path, Path]:
    number = 1
    while True:
        name = base if number == 1 else f"{base} ({number})"
        folder, packed = target / name, target / f"{name}.zip"
        if not folder.exists() and not packed.exists():
            return folder, packed
        number += 1
