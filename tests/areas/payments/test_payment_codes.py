"""Own receiving codes: registered from a screenshot, refused where they must be, told apart from others."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageOps

from producer_app.areas import payments
from producer_app.areas.payments import actions, kinds, pictures, queries
from producer_app.base.errors import BadFile, BadPayment, ShopError
from producer_app.base.money import Money
from producer_app.store.shop import Shop

WECHAT = "wxp://f2f0MadeUpMadeUpMadeUpMadeUp-_0123456789"
ALIPAY = "HTTPS://QR.ALIPAY.COM/FKX00000MADEUPMADEUP0001"
PAYER = "134567890123456789"
PIX = kinds.build("pix", {"key": "52998224725", "key_type": "cpf", "name": "ANA DO SO", "city": "OLINDA"})


def screenshot(*payloads: str, size: tuple[int, int] = (1080, 2200)) -> Image.Image:
    """A picture as a phone makes it: green ground, words, a white card with the code, more words below."""
    picture = Image.new("RGB", size, "#2BA245")
    draw = ImageDraw.Draw(picture)
    draw.text((80, 60), "09:41", fill="white", font_size=44)
    draw.text((240, 240), "Receive money", fill="white", font_size=80)
    for number, payload in enumerate(payloads):
        code = pictures.drawn(payload, box=14)
        top = 460 + number * (code.height + 160)
        draw.rounded_rectangle((120, top - 60, 960, top + code.height + 60), 40, fill="white")
        picture.paste(code, ((size[0] - code.width) // 2, top))
    draw.text((240, size[1] - 200), "Amina’s honey (**na)", fill="white", font_size=60)
    return picture


def png(picture: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


# ---------------------------------------------------------------- registering
@pytest.mark.parametrize("payload", [WECHAT, ALIPAY, PIX])
def test_a_screenshot_becomes_an_own_code_byte_for_byte(shop: Shop, tmp_path: Path, payload: str) -> None:
    file = tmp_path / "screen.png"
    file.write_bytes(png(screenshot(payload)))
    code_id = actions.register(shop, pictures.one_code_in(file).text, "Amina", image=file)
    code = payments.get(shop, code_id)
    assert code.payload == payload
    assert code.owner == "Amina"
    assert shop.files.path(code.image).read_bytes() == file.read_bytes()
    assert payments.registered_payloads(shop) == {payload}


def test_a_kept_code_is_the_same_after_the_shop_is_closed_and_opened(shop: Shop, folder: Path) -> None:
    from producer_app.app import joiner

    actions.register(shop, WECHAT, "Amina")
    shop.close()
    with joiner.open_shop(folder) as again:
        assert [code.payload for code in payments.codes(again)] == [WECHAT]


@pytest.mark.parametrize(("text", "code"), [
    (PAYER, "PAYER_CODE"), ("281234567890123456", "PAYER_CODE"), ("https://u.wechat.com/MadeUp", "NOT_PAYMENT"),
    ("https://example.com/pay", "NOT_PAYMENT"), ("javascript:alert(1)", "NOT_PAYMENT"), (WECHAT + " ", "BAD_SHAPE"),
    ("weixin://wxpay/bizpayurl?pr=madeup0", "EXPIRES"), ("A" * 4096, "TOO_LONG"), (PIX[:-1] + "0", "BAD_CRC"),
    (WECHAT + "\x00", "BAD_SHAPE")])
def test_what_is_no_lasting_receiving_code_is_refused_and_nothing_is_kept(shop: Shop, text: str, code: str) -> None:
    with pytest.raises(ShopError) as refusal:
        actions.register(shop, text, "Amina")
    assert refusal.value.code == code
    assert not payments.codes(shop, retired=True)


def test_the_payees_name_must_be_typed(shop: Shop) -> None:
    for owner in ("", "   ", "x" * 101):
        with pytest.raises(ShopError):
            actions.register(shop, WECHAT, owner)
    assert not payments.codes(shop)


def test_the_same_code_twice_says_so_and_changes_nothing(shop: Shop) -> None:
    actions.register(shop, WECHAT, "Amina")
    with pytest.raises(ShopError) as refusal:
        actions.register(shop, WECHAT, "Another")
    assert refusal.value.code == "TWICE"
    assert "Amina" in str(refusal.value)
    assert len(payments.codes(shop)) == 1


def test_a_retired_code_leaves_the_list_and_may_come_back(shop: Shop) -> None:
    code_id = actions.register(shop, WECHAT, "Amina")
    actions.retire(shop, code_id)
    assert not payments.codes(shop)
    assert [code.id for code in payments.codes(shop, retired=True)] == [code_id]
    with pytest.raises(ShopError):
        payments.payload_for(shop, code_id)
    assert actions.register(shop, WECHAT, "Amina") != code_id


def test_undo_never_touches_a_code(shop: Shop) -> None:
    code_id = actions.register(shop, WECHAT, "Amina")
    assert shop.undo() is None
    assert [code.id for code in payments.codes(shop)] == [code_id]
    actions.retire(shop, code_id)
    assert shop.undo() is None
    assert not payments.codes(shop)


def test_a_code_remembers_where_it_hangs(shop: Shop) -> None:
    code_id = actions.register(shop, WECHAT, "Amina")
    actions.hang(shop, code_id, "  Market   stall ")
    actions.hang(shop, code_id, "Market stall")
    assert [place.name for place in payments.get(shop, code_id).places] == ["Market stall"]
    actions.take_down(shop, code_id, "Market stall")
    assert not payments.get(shop, code_id).places
    with pytest.raises(ShopError):
        actions.hang(shop, code_id, " ")


def test_a_code_that_reads_back_as_another_text_is_not_kept() -> None:
    def swapped(payload: str, *, bytes_only: bool) -> Image.Image:
        return pictures.drawn(payload[:-1] + "x", bytes_only=bytes_only)

    assert pictures.reads_back(WECHAT)
    assert not pictures.reads_back(WECHAT, draw=swapped)


@pytest.mark.parametrize("payload", [WECHAT, ALIPAY, PIX, "upi://pay?pa=a@bank&pn=%E0%A4%B6", "ھەسەل", "0" * 20, "ß" * 900])
def test_every_text_that_a_code_holds_is_drawn_and_read_byte_for_byte(payload: str) -> None:
    assert pictures.reads_back(payload)
    assert pictures.reads_back(payload, bytes_only=True)


# ---------------------------------------------------------------- pictures
def test_two_codes_in_one_picture_are_both_read_and_refused_for_adding() -> None:
    picture = png(screenshot(WECHAT, ALIPAY))
    assert [found.text for found in payments.codes_in(picture)] == [WECHAT, ALIPAY]
    with pytest.raises(BadFile) as refusal:
        pictures.one_code_in(picture)
    assert refusal.value.code == "SEVERAL_CODES"


def test_inverted_mirrored_turned_small_and_transparent_codes_are_read() -> None:
    plain = screenshot(WECHAT)
    alone = pictures.drawn(WECHAT, box=3)
    clear = Image.new("RGBA", alone.size, (0, 0, 0, 0))
    clear.putalpha(ImageOps.invert(alone))
    for picture in (ImageOps.invert(plain), ImageOps.mirror(plain), plain.rotate(90, expand=True), plain.rotate(7, expand=True),
                    plain.resize((360, 733)), clear):
        assert [found.text for found in payments.codes_in(png(picture))] == [WECHAT]


def test_the_corners_stand_round_the_code() -> None:
    found = payments.codes_in(png(screenshot(WECHAT)))[0]
    code = pictures.drawn(WECHAT, box=14)
    left, top = (1080 - code.width) // 2 + 4 * 14, 460 + 4 * 14
    assert abs(found.corners[0][0] - left) < 14
    assert abs(found.corners[0][1] - top) < 14
    assert found.corners[2][0] > found.corners[0][0]
    assert found.corners[2][1] > found.corners[0][1]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_the_usual_kinds_of_picture_are_read(kind: str) -> None:
    picture = screenshot(WECHAT)
    assert payments.codes_in(png(picture if kind != "GIF" else picture.convert("P"), kind))[0].text == WECHAT


def test_a_photo_lying_on_its_side_has_upright_corners() -> None:
    picture = screenshot(WECHAT)
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    picture.rotate(90, expand=True).save(out, "JPEG", exif=exif)
    straight, turned = payments.codes_in(png(picture))[0], payments.codes_in(out.getvalue())[0]
    for one, other in zip(straight.corners, turned.corners, strict=True):
        assert abs(one[0] - other[0]) < 8
        assert abs(one[1] - other[1]) < 8


def test_what_is_no_picture_or_holds_no_code_is_refused_in_words(tmp_path: Path) -> None:
    huge = io.BytesIO()
    Image.new("1", (8000, 7000)).save(huge, "PNG")
    whole = png(screenshot(WECHAT))
    latin = Image.new("L", (10, 10), "white")
    for data, code in ((b"", "NOT_A_PICTURE"), (b"%PDF-1.7", "NOT_A_PICTURE"), (b"<svg xmlns='x'/>", "NOT_A_PICTURE"),
                       (whole[:3000], "NOT_A_PICTURE"), (huge.getvalue(), "PICTURE_TOO_LARGE"), (png(latin), "NO_CODE")):
        with pytest.raises(BadFile) as refusal:
            payments.codes_in(data)
        assert refusal.value.code == code
    with pytest.raises(BadFile):
        payments.codes_in(tmp_path / "gone.png")


def test_a_code_whose_bytes_are_no_text_is_refused() -> None:
    import qrcode

    code = qrcode.QRCode(border=4)
    code.add_data(qrcode.util.QRData(b"wxp://f2f0\xff\xfe" + b"x" * 20, mode=4), optimize=0)
    out = io.BytesIO()
    code.make_image().save(out, "PNG")
    with pytest.raises(BadFile) as refusal:
        payments.codes_in(out.getvalue())
    assert refusal.value.code == "BAD_TEXT"


# ---------------------------------------------------------------- amounts
def test_amount_and_order_number_go_into_codes_that_carry_them(shop: Shop) -> None:
    pix = actions.register(shop, PIX, "Ana")
    upi = actions.register(shop, kinds.build("upi", {"pa": "ana@bank", "pn": "Ana", "cu": "INR"}), "Ana")
    thai = actions.register(shop, kinds.build("promptpay", {"proxy_type": "phone", "proxy": "0066812345678"}), "Ana")
    said = kinds.read(payments.payload_for(shop, pix, Money(1250, "BRL"), "STALL-7")).inputs
    assert (said["amount"], said["txid"]) == ("12.50", "STALL7")
    said = kinds.read(payments.payload_for(shop, upi, Money(5000, "INR"), "STALL-7")).inputs
    assert (said["am"], said["tr"]) == ("50.00", "STALL-7")
    said = kinds.read(payments.payload_for(shop, thai, Money(9900, "THB"), "STALL-7")).inputs
    assert (said["amount"], said["initiation"]) == ("99.00", "dynamic")
    assert all(payments.carries_amount(code) for code in payments.codes(shop))


def test_wallet_codes_stay_as_they_are_whatever_is_to_be_paid(shop: Shop) -> None:
    for payload in (WECHAT, ALIPAY):
        code_id = actions.register(shop, payload, "Amina")
        assert payments.payload_for(shop, code_id, Money(3800), "STALL-7") == payload
        assert not payments.carries_amount(payments.get(shop, code_id))


def test_yuan_are_never_written_into_a_code_for_reais(shop: Shop) -> None:
    code_id = actions.register(shop, PIX, "Ana")
    with pytest.raises(ShopError) as refusal:
        payments.payload_for(shop, code_id, Money(3800, "CNY"))
    assert refusal.value.code == "CURRENCIES"


def test_a_fraction_is_refused_where_the_scheme_has_none() -> None:
    assert queries.amount_text(Money(500000, "IDR"), 0) == "5000"
    with pytest.raises(ShopError):
        queries.amount_text(Money(500050, "IDR"), 0)


# ---------------------------------------------------------------- own or not
def test_own_codes_are_told_from_others(shop: Shop) -> None:
    pix = actions.register(shop, PIX, "Ana")
    actions.register(shop, WECHAT, "Amina")
    other = kinds.build("pix", {"key": "11222333000181", "key_type": "cnpj", "name": "ANA DO SO", "city": "OLINDA"})
    for text, state in (
            (PIX, "own"), (payments.payload_for(shop, pix, Money(500, "BRL"), "A1"), "own"), (other, "foreign"),
            (WECHAT, "own"), (WECHAT[:-1] + "8", "foreign"), (WECHAT.replace("MadeUp", "Madeup", 1), "foreign"),
            (WECHAT + " ", "foreign"), (ALIPAY, "foreign"), (PIX[:-1] + "0", "foreign"), ("https://example.com", "unknown"),
            (PAYER, "unknown"), ("", "unknown")):
        assert payments.judge(shop, text) == state, text


def test_every_changed_letter_of_an_own_code_is_seen(shop: Shop) -> None:
    for payload in (WECHAT, ALIPAY, PIX):
        actions.register(shop, payload, "Amina")
        for at, letter in enumerate(payload):
            changed = payload[:at] + ("x" if letter != "x" else "y") + payload[at + 1:]
            assert payments.judge(shop, changed) != "own", changed


def test_a_code_taken_out_of_use_is_not_own_any_more(shop: Shop) -> None:
    code_id = actions.register(shop, WECHAT, "Amina")
    actions.retire(shop, code_id)
    assert payments.judge(shop, WECHAT) == "foreign"


def test_a_broken_code_of_a_known_scheme_names_its_rule() -> None:
    with pytest.raises(BadPayment) as refusal:
        actions.checked(PIX.replace("OLINDA", "OLINDO"), "Ana")
    assert refusal.value.code == "BAD_CRC"
