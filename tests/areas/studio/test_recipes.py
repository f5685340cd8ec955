"""Pictures made by recipe in a real shop: the original stays, every step can be taken back, a set is one step."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from producer_app.areas import products
from producer_app.areas.studio import actions, darkroom, queries, work
from producer_app.areas.studio.rows import AUTO, CLUTTERED, PLAIN, Recipe, Shot
from producer_app.base.errors import ShopError
from producer_app.base.money import Money
from producer_app.base.progress import Cancelled
from producer_app.store import darkroom as rooms
from producer_app.store.shop import Shop
from tests.areas.studio import labelled, scenes


@pytest.fixture(scope="module", autouse=True)
def rooms_end() -> Iterator[None]:
    yield
    rooms.close_idle()


def photo(number: int, *, side: int = 1300) -> bytes:
    """A made photo as a phone's JPEG."""
    rng = np.random.default_rng(number)
    made, _mask = scenes.good_scene(rng, 650, kind="jar", on="paper")
    image = Image.fromarray(scenes.finish(rng, made))
    out = io.BytesIO()
    image.resize((side, round(side * image.height / image.width))).save(out, "JPEG", quality=92)
    return out.getvalue()


def add(shop: Shop, number: int) -> int:
    kept = products.prepare_photo(photo(number), shop.files)
    return products.add(shop, products.ProductDraft({"en": f"Jam {number}", "zh": f"果酱{number}"}, Money(3800), photo=kept))


def shot(shop: Shop, product_id: int) -> Shot:
    return queries.shots(shop, product_id)[0]


def shown(shop: Shop, product_id: int) -> Image.Image:
    return Image.open(shop.files.path(products.get(shop, product_id).picture)).convert("RGB")


def test_a_recipe_makes_the_picture_and_the_original_stays(shop: Shop) -> None:
    product_id = add(shop, 1)
    before = shot(shop, product_id)
    original = shop.files.path(before.original).read_bytes()
    batch = work.develop(shop.files, [before], AUTO)
    actions.use(shop, batch.made)
    after = shot(shop, product_id)
    assert after.recipe == AUTO
    assert after.original == before.original
    assert shop.files.path(after.original).read_bytes() == original
    picture = shown(shop, product_id)
    assert picture.width == picture.height
    assert picture.getpixel((3, 3)) == (255, 255, 255)
    assert shop.files.path(after.thumb).is_file()


def test_every_step_is_taken_back_and_brought_back(shop: Shop) -> None:
    product_id = add(shop, 2)
    plain = shot(shop, product_id)
    actions.use(shop, work.develop(shop.files, [plain], AUTO).made)
    made = shot(shop, product_id)
    shop.undo()
    assert shot(shop, product_id) == plain
    shop.redo()
    assert shot(shop, product_id) == made


def test_back_to_the_original_after_two_recipes_shows_the_first_picture(shop: Shop) -> None:
    product_id = add(shop, 3)
    plain = shot(shop, product_id)
    for recipe in (AUTO, Recipe(light=30)):
        actions.use(shop, work.develop(shop.files, [shot(shop, product_id)], recipe).made)
    assert shot(shop, product_id).recipe == Recipe(light=30)
    actions.back_to_original(shop, [shot(shop, product_id)])
    assert shot(shop, product_id) == plain
    shop.undo()
    assert shot(shop, product_id).recipe == Recipe(light=30)


def test_another_photo_put_in_place_of_a_made_one_starts_without_a_recipe(shop: Shop) -> None:
    product_id = add(shop, 4)
    actions.use(shop, work.develop(shop.files, [shot(shop, product_id)], AUTO).made)
    other = products.prepare_photo(photo(44), shop.files)
    with shop.step("Change photo") as db:
        db.execute("UPDATE photos SET original = ?, picture = ?, thumb = ? WHERE product_id = ?",
                   (other.original, other.picture, other.thumb, product_id))
    assert shot(shop, product_id).recipe == PLAIN


def test_a_whole_set_is_one_step_with_progress(shop: Shop) -> None:
    ids = [add(shop, number) for number in (5, 6, 7)]
    told: list[tuple[int, int]] = []
    batch = work.develop(shop.files, queries.first_shots(shop, ids), None, lambda done, total, _note="": told.append((done, total)))
    actions.use(shop, batch.made)
    assert [one.recipe for one in batch.made] == [AUTO, AUTO, AUTO]
    assert batch.untold == []
    assert told[0] == (0, 3)
    assert told[-1] == (3, 3)
    assert shop.undo_title == "Change 3 pictures"
    shop.undo()
    assert [shot(shop, i).recipe for i in ids] == [PLAIN] * 3


def test_a_set_that_is_stopped_changes_nothing(shop: Shop) -> None:
    ids = [add(shop, number) for number in (8, 9)]
    before = [shot(shop, i) for i in ids]

    def stop(done: int, total: int, note: str = "") -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        work.develop(shop.files, before, AUTO, stop)
    assert [shot(shop, i) for i in ids] == before


def test_a_photo_that_is_gone_is_told_of_and_keeps_no_other_out(shop: Shop) -> None:
    ids = [add(shop, number) for number in (10, 11)]
    shots = queries.first_shots(shop, ids)
    shop.files.path(shots[0].original).unlink()
    batch = work.develop(shop.files, shots, Recipe(light=15))
    assert [one.shot for one in batch.made] == [shots[1]]
    assert [refusal.code for refusal in batch.refused] == ["UNREADABLE"]


def test_a_broken_photo_ends_in_a_sentence() -> None:
    with pytest.raises(ShopError) as refused:
        darkroom.proxy(b"\xff\xd8\xff\xe0 no photo at all")
    assert refused.value.code in {"NOT_A_PHOTO", "BROKEN_PHOTO"}
    assert refused.value.hint


def test_goods_among_other_things_keep_their_ground_at_one_press() -> None:
    case = labelled.made(CLUTTERED, 2)
    out = io.BytesIO()
    Image.fromarray(case.image).resize((1400, round(1400 * case.image.shape[0] / case.image.shape[1]))).save(out, "JPEG")
    recipe = work.auto(darkroom.proxy(out.getvalue()).seen)
    assert not recipe.white
    assert recipe.frame == "1:1"


def test_a_file_is_kept_within_its_limit_of_bytes() -> None:
    made = darkroom.made(photo(12), Recipe(frame="1:1"), side=800, thumb=False, most_bytes=60_000)
    assert 0 < len(made.jpeg) <= 60_000
    assert Image.open(io.BytesIO(made.jpeg)).size == (made.width, made.height)


def test_the_window_s_own_process_never_loads_opencv() -> None:
    import subprocess
    import sys

    loads = ("import sys; import producer_app.areas.studio.screen, producer_app.areas.studio.packs; "
             "print('cv2' in sys.modules, 'numpy' in sys.modules)")
    told = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]
