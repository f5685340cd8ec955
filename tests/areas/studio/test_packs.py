"""Packs for places of sale: pictures within the limits, a title that fits, text in order, a folder and a zip."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from producer_app.areas import products
from producer_app.areas.studio import actions, packs, queries, wording, work
from producer_app.areas.studio.kinds import _counting, channels
from producer_app.areas.studio.rows import AUTO, PLAIN, Shot
from producer_app.base.errors import CannotWrite
from producer_app.base.money import Money
from producer_app.base.progress import Cancelled
from producer_app.store import darkroom as rooms
from producer_app.store.files import Files
from producer_app.store.shop import Shop
from tests.areas.studio.test_recipes import add, photo

NAMES = {"zh": "和田洛浦庭院玫瑰花酱 手工熬制 无添加色素 早餐抹面包冲水喝 家庭装",
         "en": "Courtyard rose petal jam from Lop, Hotan, cooked by hand in small pots",
         "ug": "ھويلا گۈلقەنتى"}
PRODUCT = products.Product(1, "R-1", NAMES, "jar", 450, "", Money(3800),
                           shelf_life_days=365, origin="新疆和田", certificate="SC123")


@pytest.fixture(scope="module", autouse=True)
def rooms_end() -> Iterator[None]:
    yield
    rooms.close_idle()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Files, list[Shot]]:
    """Two photos, the first one with a recipe."""
    files = Files(tmp_path_factory.mktemp("files"))
    shots = []
    for number in (21, 22):
        one = products.prepare_photo(photo(number), files)
        shots.append(Shot(1, one.original, one.picture, one.thumb, one.width, one.height, AUTO if number == 21 else PLAIN))
    return files, shots


def test_there_are_twelve_places_of_sale_and_each_names_its_source() -> None:
    import importlib

    assert set(channels()) == {"taobao", "pinduoduo", "douyin", "wechat_shop", "youzan", "jd", "xiaohongshu", "shopify",
                               "woocommerce", "etsy", "ebay", "amazon"}
    for channel_id, channel in channels().items():
        told = importlib.import_module(f"producer_app.areas.studio.kinds.{channel_id}").__doc__ or ""
        assert "Source:" in told
        assert "2026-" in told
        assert channel.side >= channel.least


@pytest.mark.parametrize("channel_id", ["pinduoduo", "xiaohongshu", "amazon", "ebay"])
def test_a_pack_holds_to_the_limits(kept: tuple[Files, list[Shot]], tmp_path: Path, channel_id: str) -> None:
    files, shots = kept
    channel = channels()[channel_id]
    made = packs.make(files, shots, channel, packs.words(PRODUCT, channel), tmp_path, "Rose jam")
    names = sorted(path.name for path in made.folder.iterdir())
    assert names == ["01.jpg", "02.jpg", "text.txt"]
    wide, _colon, high = channel.frame.partition(":")
    for name in names[:2]:
        with Image.open(made.folder / name) as picture:
            assert max(picture.size) <= channel.side
            assert picture.width / picture.height == pytest.approx(int(wide) / int(high), abs=0.01)
            if channel.pure_white and name == "01.jpg":
                assert picture.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
        assert (made.folder / name).stat().st_size <= channel.most_bytes
    with zipfile.ZipFile(made.zip) as archive:
        assert sorted(archive.namelist()) == names
        assert all(archive.read(name) == (made.folder / name).read_bytes() for name in names)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([made.folder.name, made.zip.name])


@pytest.mark.parametrize("channel_id", sorted(channels()))
def test_a_title_fits_by_the_counting_of_its_place(channel_id: str) -> None:
    channel = channels()[channel_id]
    title = packs.words(PRODUCT, channel).title
    assert 0 < channel.count(title) <= channel.title_limit
    assert title[:2] == NAMES[channel.language][:2]
    written = packs.as_text(packs.Words(title * 9, "text"), channel, 2)
    assert channel.count(written.splitlines()[1]) <= channel.title_limit


def test_the_text_stands_in_order_and_in_utf_8(kept: tuple[Files, list[Shot]], tmp_path: Path) -> None:
    files, shots = kept
    channel = channels()["taobao"]
    made = packs.make(files, shots[1:], channel, packs.words(PRODUCT, channel), tmp_path, "玫瑰/花酱: *?")
    assert made.folder.name == "玫瑰 花酱 taobao"
    lines = (made.folder / "text.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "标题:"
    assert lines[3:] == [NAMES["zh"], "价格: 38.00 CNY", "规格: 瓶", "净含量: 450克", "产地: 新疆和田", "许可证: SC123",
                         "货号: R-1", "保质期: 365天", "", "图片顺序:", "01.jpg"]


def test_a_second_pack_never_overwrites_the_first(kept: tuple[Files, list[Shot]], tmp_path: Path) -> None:
    files, shots = kept
    channel = channels()["taobao"]
    made = [packs.make(files, shots[1:], channel, packs.Words("t", "x"), tmp_path, "Jam") for _round in range(2)]
    assert [one.folder.name for one in made] == ["Jam taobao", "Jam taobao (2)"]


def test_what_a_place_wants_more_is_told(kept: tuple[Files, list[Shot]], tmp_path: Path) -> None:
    files, shots = kept
    made = packs.make(files, shots, channels()["wechat_shop"], packs.Words("t", "x"), tmp_path, "Jam")
    assert (made.pictures, made.missing) == (2, 2)
    few = replace(channels()["ebay"], least=5000)
    assert packs.make(files, shots, few, packs.Words("t", "x"), tmp_path, "Jam").small == 2


def test_a_stopped_or_impossible_pack_leaves_nothing(kept: tuple[Files, list[Shot]], tmp_path: Path) -> None:
    files, shots = kept
    channel = channels()["taobao"]

    def stop(done: int, total: int, note: str = "") -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        packs.make(files, shots, channel, packs.Words("t", "x"), tmp_path, "Jam", stop)
    assert list(tmp_path.iterdir()) == []
    nowhere = tmp_path / "a file"
    nowhere.write_bytes(b"")
    with pytest.raises(CannotWrite):
        packs.make(files, shots[1:], channel, packs.Words("t", "x"), nowhere, "Jam")


def test_letters_of_one_cluster_are_never_parted() -> None:
    family = "👨\u200d👩\u200d👧"
    assert _counting.cut(family + family, 7, len) == family
    assert _counting.cut("cafe\u0301s", 4, len) == "caf"
    assert _counting.cut("گۈلقەنت ھويلا", 9, len) == "گۈلقەنت"


# ---------------------------------------------------------------- words
@pytest.mark.parametrize(("text", "found"), [
    ("新疆最好的核桃", ["最好"]), ("全国第一 国家级", ["全国第一", "国家级"]), ("降血压 治疗失眠", ["降血压", "治疗"]),
    ("Best honey", ["Best"]),
    ("It cures a cough", ["cures"]), ("第一次压榨", []), ("Bestow", []), ("新疆核桃 薄皮 500克", []),
    ("Honest honey", []), ("ئەڭ ياخشى ھەسەل", ["ئەڭ ياخشى"])])
def test_risky_words_are_found_and_harmless_ones_are_not(text: str, found: list[str]) -> None:
    assert [word.text for word in wording.found(text)] == found


@pytest.mark.parametrize("text", ["新疆最好的核桃 国家级 降血压 全网最低价", "The best honey, guaranteed 100% all natural",
                                  "ئەڭ ياخشى ھەسەل"])
def test_plain_words_leave_nothing_risky(text: str) -> None:
    plain = wording.plain(text)
    assert wording.found(plain) == []
    assert plain
    assert wording.plain(plain) == plain


def test_no_plain_word_is_itself_risky() -> None:
    for _pattern, known in wording._LOOKS:
        for reason, instead in known.values():
            assert wording.found(instead) == [], (reason, instead)


def test_a_pack_of_a_product_of_a_real_shop(shop: Shop, tmp_path: Path) -> None:
    product_id = add(shop, 31)
    actions.use(shop, work.develop(shop.files, queries.shots(shop, product_id), AUTO).made)
    channel = channels()["jd"]
    product = products.get(shop, product_id)
    made = packs.make(shop.files, queries.shots(shop, product_id), channel, packs.words(product, channel), tmp_path, product.name)
    assert made.pictures == 1
    assert made.small == 0


def test_the_commands_look_at_a_photo_and_make_a_pack(shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from producer_app.app import command_line

    product_id = add(shop, 32)
    shop.close()
    picture = tmp_path / "jam.jpg"
    picture.write_bytes(photo(33))
    assert command_line.run(["photo", "check", str(picture)]) == 0
    assert capsys.readouterr().out.split("\t")[0] in {"good", "small"}
    assert command_line.run(["photo", "pack", "--shop", str(shop.folder), "--product", str(product_id), "--channel", "etsy",
                             "--best", "--out", str(tmp_path / "out")]) == 0
    folder = Path(capsys.readouterr().out.strip())
    assert sorted(path.name for path in folder.iterdir()) == ["01.jpg", "text.txt"]
    assert command_line.run(["photo", "pack", "--shop", str(shop.folder), "--product", str(product_id), "--channel", "nowhere",
                             "--out", str(tmp_path)]) != 0
