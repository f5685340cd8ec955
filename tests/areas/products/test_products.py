"""Products are kept, found in three scripts, changed, priced, removed and brought back; each change can be undone."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from producer_app.areas import products
from producer_app.areas.products import actions, drafts, photos, pricing, queries
from producer_app.areas.products.rows import Photo, ProductDraft
from producer_app.base import i18n
from producer_app.base.errors import ShopError
from producer_app.base.money import Money
from producer_app.base.search import folded
from producer_app.store.shop import Shop

JAM = {"en": "Rose petal jam", "zh": "玫瑰花酱", "ug": "گۈلقەنت"}
NUTS = {"en": "Thin-shell walnuts", "zh": "纸皮核桃", "ug": "نېپىز پوستلۇق ياڭاق"}


def draft(names: dict[str, str] | None = None, price: str = "39.00", **more: object) -> ProductDraft:
    return ProductDraft(names=names or JAM, price=Money.parse(price), unit="jar",
                        **more)  # type: ignore[arg-type]  # fields by name


def photo(shop: Shop, color: str = "red") -> Photo:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), color).save(out, "JPEG")
    return products.prepare_photo(out.getvalue(), shop.files)


def found(shop: Shop, search: str) -> list[int]:
    return [product.id for product in queries.listing(shop, search=search)]


# ---------------------------------------------------------------- adding
def test_a_product_is_kept_with_everything_that_was_typed(shop: Shop) -> None:
    kept = draft(pack_g=500, sku="RJ-500", category="jam", cost=Money(1350), shelf_life_days=365, origin="Lop", certificate="SC1")
    product_id = actions.add(shop, kept)
    assert queries.get(shop, product_id).draft() == kept


def test_a_product_with_a_photo_names_three_files_that_are_there(shop: Shop) -> None:
    product = queries.get(shop, actions.add(shop, draft(photo=photo(shop))))
    for name in (product.photo, product.picture, product.thumb):
        assert shop.files.path(name).is_file()


def test_undoing_an_added_product_leaves_no_row_and_redo_brings_all_of_it_back(shop: Shop) -> None:
    product_id = actions.add(shop, draft(photo=photo(shop), cost=Money(1350)))
    before = queries.get(shop, product_id)
    assert shop.undo() == "Add product"
    for table in ("products", "product_names", "photos", "prices", "price_history"):
        assert shop.value(f"SELECT count(*) FROM {table}") == 0
    assert found(shop, "rose") == []
    shop.redo()
    assert queries.get(shop, product_id) == before
    assert found(shop, "rose") == [product_id]


def test_names_lose_their_blanks_and_invisible_signs(shop: Shop) -> None:
    product = queries.get(shop, actions.add(shop, draft({"en": "  Rose\u202e \n\x00 jam\udcff ", "zh": " "})))
    assert product.names == {"en": "Rose jam"}


@pytest.mark.parametrize(("wrong", "code"), [
    (ProductDraft(names={"en": " "}, price=Money(1)), "NO_NAME"),
    (ProductDraft(names={"en": "x" * 201}, price=Money(1)), "NAME_TOO_LONG"),
    (ProductDraft(names=JAM, price=Money(-1)), "BAD_PRICE"),
    (ProductDraft(names=JAM, price=Money(1), unit="barrel"), "BAD_UNIT"),
    (ProductDraft(names=JAM, price=Money(1), pack_g=-5), "BAD_PACK"),
    (ProductDraft(names=JAM, price=Money(1), cost=Money(-1)), "BAD_COST"),
    (ProductDraft(names=JAM, price=Money(1), cost=Money(1, "EUR")), "CURRENCIES"),
    (ProductDraft(names=JAM, price=Money(1), shelf_life_days=-1), "BAD_SHELF_LIFE"),
    (ProductDraft(names=JAM, price=Money(1), sku="s" * 65), "SKU_TOO_LONG"),
    (ProductDraft(names=JAM, price=Money(1), origin="o" * 201), "TOO_LONG"),
])
def test_a_draft_with_a_fault_is_refused_and_nothing_is_kept(shop: Shop, wrong: ProductDraft, code: str) -> None:
    with pytest.raises(ShopError) as refusal:
        actions.add(shop, wrong)
    assert refusal.value.code == code
    assert refusal.value.hint
    assert queries.count(shop) == 0


def test_every_fault_is_named_with_its_field() -> None:
    wrong = ProductDraft(names={}, price=Money(-1), unit="barrel", pack_g=-1)
    assert [fault.field for fault in drafts.faults(wrong)] == ["names", "unit", "pack_g", "price"]


def test_an_article_number_belongs_to_one_product(shop: Shop) -> None:
    first = actions.add(shop, draft(sku="A1"))
    with pytest.raises(ShopError, match="A1"):
        actions.add(shop, draft(NUTS, sku=" A1 "))
    second = actions.add(shop, draft(NUTS, sku="A2"))
    with pytest.raises(ShopError, match="A1"):
        actions.change(shop, second, draft(NUTS, sku="A1"))
    actions.change(shop, first, draft(sku="A1", price="40.00"))
    found_first, found_second = queries.by_sku(shop, "A1"), queries.by_sku(shop, "A2")
    assert found_first is not None
    assert found_second is not None
    assert (found_first.id, found_second.id) == (first, second)
    assert queries.by_sku(shop, "") is None


# ---------------------------------------------------------------- changing
def test_changing_a_product_changes_all_of_it_in_one_step(shop: Shop) -> None:
    product_id = actions.add(shop, draft(photo=photo(shop)))
    before = queries.get(shop, product_id)
    actions.change(shop, product_id, draft(NUTS, "41.50", pack_g=1000, sku="W", photo=photo(shop, "blue")))
    after = queries.get(shop, product_id)
    assert after.names == NUTS
    assert after.price == Money(4150)
    assert after.photo != before.photo
    assert found(shop, "rose") == []
    assert found(shop, "walnut") == [product_id]
    shop.undo()
    assert queries.get(shop, product_id) == before
    assert found(shop, "玫瑰") == [product_id]


def test_changing_without_a_new_photo_keeps_the_one_there_is(shop: Shop) -> None:
    product_id = actions.add(shop, draft(photo=photo(shop)))
    before = queries.get(shop, product_id)
    actions.change(shop, product_id, draft(price="12.00"))
    assert queries.get(shop, product_id).photo == before.photo


def test_a_new_photo_stands_in_place_of_the_main_one_and_a_further_one_behind(shop: Shop) -> None:
    red, green, blue = (photo(shop, color) for color in ("red", "green", "blue"))
    product_id = actions.add(shop, draft(photo=red))
    actions.add_photo(shop, product_id, green)
    assert queries.photos_of(shop, product_id) == [red, green]
    actions.change(shop, product_id, draft(photo=blue))
    assert queries.photos_of(shop, product_id) == [blue, green]
    assert queries.get(shop, product_id).thumb == blue.thumb


def test_the_history_of_a_price_tells_who_when_from_and_to(shop: Shop) -> None:
    product_id = actions.add(shop, draft(price="39.00"), who="Gulnar")
    actions.set_price(shop, product_id, Money(4200), who="Aygul")
    actions.set_price(shop, product_id, Money(4200), who="Aygul")
    actions.set_price(shop, product_id, Money(4400), kind="online")
    history = queries.price_history(shop, product_id)
    assert [(h.kind, h.old, h.new, h.who) for h in history] == [
        ("online", None, Money(4400), ""), ("stall", Money(3900), Money(4200), "Aygul"), ("stall", None, Money(3900), "Gulnar")]
    assert all(h.changed_at.endswith("Z") for h in history)
    assert queries.prices(shop, product_id) == {"stall": Money(4200), "online": Money(4400)}


def test_undoing_a_price_takes_its_history_back_too(shop: Shop) -> None:
    product_id = actions.add(shop, draft(price="39.00"))
    actions.set_price(shop, product_id, Money(4200))
    shop.undo()
    assert queries.get(shop, product_id).price == Money(3900)
    assert len(queries.price_history(shop, product_id)) == 1


def test_a_price_below_zero_or_of_no_product_is_refused(shop: Shop) -> None:
    product_id = actions.add(shop, draft())
    for wrong_id, price in ((product_id, Money(-1)), (product_id + 1, Money(1))):
        with pytest.raises(ShopError):
            actions.set_price(shop, wrong_id, price)


# ---------------------------------------------------------------- the bin
def test_a_removed_product_is_not_on_offer_but_in_the_bin_and_comes_back(shop: Shop) -> None:
    product_id = actions.add(shop, draft(sku="A1"))
    actions.remove(shop, product_id)
    assert queries.count(shop) == 0
    assert found(shop, "") == found(shop, "rose") == []
    assert queries.by_sku(shop, "A1") is None
    assert [product.id for product in queries.binned(shop)] == [product_id]
    assert queries.get(shop, product_id).removed_at
    actions.bring_back(shop, product_id)
    assert found(shop, "rose") == [product_id]
    assert queries.binned(shop) == []


def test_undo_takes_a_product_out_of_the_bin(shop: Shop) -> None:
    product_id = actions.add(shop, draft())
    actions.remove(shop, product_id)
    assert shop.undo() == "Remove product"
    assert found(shop, "rose") == [product_id]


def test_the_bin_shows_what_was_removed_in_thirty_days(shop: Shop) -> None:
    product_id = actions.add(shop, draft())
    actions.remove(shop, product_id)
    with shop.step("Let time pass") as db:
        db.execute("UPDATE products SET removed_at = '2020-01-01T00:00:00Z'")
    assert queries.binned(shop) == []
    assert queries.get(shop, product_id).names == JAM


def test_a_product_does_not_come_back_with_a_number_given_away(shop: Shop) -> None:
    product_id = actions.add(shop, draft(sku="A1"))
    actions.remove(shop, product_id)
    actions.add(shop, draft(NUTS, sku="A1"))
    with pytest.raises(ShopError, match="A1"):
        actions.bring_back(shop, product_id)


# ---------------------------------------------------------------- finding
@pytest.mark.parametrize("typed", [
    "rose", "ROSE pet", "r", "jam rose", "玫瑰", "瑰花", "酱", "گۈلقەنت", "گۈل", "RJ-500", "rj 5", "rose 玫瑰"])
def test_a_product_is_found_in_every_script_while_it_is_typed(shop: Shop, typed: str) -> None:
    actions.add(shop, draft(NUTS))
    product_id = actions.add(shop, draft(sku="RJ-500"))
    assert found(shop, typed) == [product_id]
    assert queries.count(shop, search=typed) == 1
    assert list(queries.ids(shop, search=typed)) == [product_id]


@pytest.mark.parametrize("typed", ["xyz", "瑰玫", "!!!", "\"", "rose AND", "'; DROP TABLE products; --"])
def test_what_is_not_there_finds_nothing(shop: Shop, typed: str) -> None:
    actions.add(shop, draft())
    assert found(shop, typed) == []
    assert queries.count(shop, search=typed) == 0


def test_uyghur_letters_typed_on_another_keyboard_find_the_same_product(shop: Shop) -> None:
    product_id = actions.add(shop, draft({"ug": "ھەسەل كىشمىش"}))
    assert found(shop, "هەسەل") == found(shop, "کیشمیش") == found(shop, "ھەسـەل") == [product_id]


WORDS = st.text(min_size=1, max_size=30)


@given(WORDS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.sampled_from([*JAM.values(), *NUTS.values(), "ھەسەل كىشمىش", "Ürümqi Çay"]))
def test_case_and_width_do_not_matter(text: str) -> None:
    assert folded(text.upper()) == folded(text.lower()) == folded(text)
    assert folded("\u200f" + text.replace(" ", " \u2067 ")) == folded(text)


def test_pages_follow_each_other_by_key_newest_first(shop: Shop) -> None:
    made = [actions.add(shop, draft({"en": f"Jam {n}"})) for n in range(7)]
    seen: list[int] = []
    page = queries.listing(shop, limit=3)
    while page:
        seen += [product.id for product in page]
        page = queries.listing(shop, limit=3, before=page[-1].id)
    assert seen == made[::-1]
    assert [p.id for p in queries.listing(shop, search="jam", limit=2, before=made[3])] == [made[2], made[1]]
    assert [p.id for p in queries.first_page(shop, limit=2)] == made[:-3:-1]
    assert [p.id for p in queries.some(shop, [made[4], 10**6, made[0]])] == [made[4], made[0]]


def test_a_product_shows_its_name_in_the_language_in_use_or_another(shop: Shop) -> None:
    product = queries.get(shop, actions.add(shop, draft({"zh": "玫瑰花酱", "ug": "گۈلقەنت"})))
    assert i18n.current() == "en"
    assert product.name == "玫瑰花酱"
    assert product.name_in("ug") == "گۈلقەنت"


def test_asking_for_a_product_that_never_was_is_refused_in_words(shop: Shop) -> None:
    with pytest.raises(ShopError, match="99"):
        queries.get(shop, 99)


# ---------------------------------------------------------------- sums and hints of the form
@pytest.mark.parametrize(("price", "pack_g", "expected"), [(3800, 500, 3800), (3800, 450, 4222), (8900, 2500, 1780), (100, 0,
        None)])
def test_the_price_of_500_g_is_rounded_as_tills_round(price: int, pack_g: int, expected: int | None) -> None:
    assert pricing.per_weight(Money(price), pack_g) == (None if expected is None else Money(expected))


@pytest.mark.parametrize(("light", "size", "good"), [(128, (1600, 1200), True), (30, (1600, 1200), False), (250, (1600, 1200),
        False),
                                                     (128, (500, 400), False), (128, (0, 0), True)])
def test_one_thing_is_said_about_a_photo(light: int, size: tuple[int, int], *, good: bool) -> None:
    said = photos.advice(light, *size)
    assert said.good is good
    assert said.sentence
