"""What every payment scheme must hold, for each one found in ``kinds`` and each code in its sample file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from producer_app.areas.payments import kinds
from producer_app.areas.payments.kinds import _emv
from producer_app.areas.payments.rows import PAYLOAD
from producer_app.base.errors import BadPayment, ShopError

FOLDER = Path(__file__).resolve().parents[1] / "samples" / "payments"
SAMPLES: dict[str, Any] = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.json"))}
VALID = [(name, sample["payload"], sample["inputs"]) for name, file in SAMPLES.items() for sample in file["valid"]]
INVALID = [(name, sample) for name, file in SAMPLES.items() for sample in file["invalid"]]
TIDY = [(name, sample) for name, file in SAMPLES.items() for sample in file["tidy"]]
EMV = [(name, payload) for name, payload, _inputs in VALID if payload.startswith("0002")]


@pytest.mark.parametrize("scheme", kinds.schemes())
def test_every_scheme_brings_sound_and_broken_codes_of_its_own(scheme: str) -> None:
    assert SAMPLES[scheme]["valid"]
    assert SAMPLES[scheme]["invalid"]
    assert SAMPLES[scheme]["source"]


@pytest.mark.parametrize("scheme", kinds.schemes().values(), ids=lambda s: s.id)
def test_every_field_of_a_form_can_be_tidied(scheme: kinds.Scheme) -> None:
    for field in scheme.fields:
        assert not field.tidy or field.tidy in scheme.tidy
        if field.tidied_by:
            chosen = next(f for f in scheme.fields if f.name == field.tidied_by)
            assert set(chosen.choices) <= set(scheme.tidy)


@pytest.mark.parametrize(("scheme", "payload", "inputs"), VALID)
def test_a_sound_code_is_read_with_its_scheme_named_or_not(scheme: str, payload: str, inputs: dict[str, str]) -> None:
    for found in (kinds.read(payload), kinds.read(payload, scheme)):
        assert found.scheme.id == scheme
        assert {name: found.inputs.get(name) for name in inputs} == inputs


@pytest.mark.parametrize(("scheme", "payload", "inputs"), VALID)
def test_building_from_what_was_read_gives_the_same_code(scheme: str, payload: str, inputs: dict[str, str]) -> None:
    assert kinds.build(scheme, kinds.read(payload, scheme).inputs) == payload


@pytest.mark.parametrize(("scheme", "sample"), INVALID)
def test_a_broken_rule_is_refused_by_its_name_and_in_words(scheme: str, sample: dict[str, Any]) -> None:
    asked = (kinds.read, sample["payload"], scheme) if "payload" in sample else (kinds.build, scheme, sample["inputs"])
    with pytest.raises(BadPayment) as refusal:
        asked[0](*asked[1:])
    assert refusal.value.code == sample["code"]
    assert refusal.value.message
    assert "{" not in str(refusal.value)


@pytest.mark.parametrize(("scheme", "sample"), TIDY)
def test_typed_numbers_become_what_the_code_carries_or_are_refused(scheme: str, sample: dict[str, Any]) -> None:
    if sample["value"] is None:
        with pytest.raises(BadPayment):
            kinds.tidy(scheme, sample["kind"], sample["raw"])
    else:
        assert kinds.tidy(scheme, sample["kind"], sample["raw"]) == sample["value"]


@pytest.mark.parametrize(("scheme", "payload", "inputs"), VALID)
def test_blanks_breaks_and_nul_around_a_code_never_pass_as_the_same_code(
        scheme: str, payload: str, inputs: dict[str, str]) -> None:
    for changed in (f"{payload} ", f" {payload}", f"{payload}\x00", f"\ufeff{payload}", f"{payload}\n"):
        try:
            found = kinds.read(changed)
        except BadPayment:
            continue
        assert kinds.build(found.scheme.id, found.inputs) == changed


@pytest.mark.parametrize(("scheme", "payload"), EMV)
def test_no_change_of_one_letter_passes_in_a_code_with_check_digits(scheme: str, payload: str) -> None:
    for at, letter in enumerate(payload):
        for other in {"0", "1", "A", "z", chr(ord(letter) + 1)} - {letter}:
            changed = payload[:at] + other + payload[at + 1:]
            if changed.upper() == payload.upper() and at >= len(payload) - 4:
                continue
            with pytest.raises(BadPayment):
                kinds.read(changed, scheme)


@pytest.mark.parametrize(("scheme", "payload"), EMV)
def test_a_code_cut_short_anywhere_is_refused(scheme: str, payload: str) -> None:
    for length in range(len(payload)):
        with pytest.raises(BadPayment):
            kinds.read(payload[:length], scheme)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_either_a_payment_code_or_refused_in_words(text: str) -> None:
    for scheme in (None, *kinds.schemes()):
        refusal = None
        try:
            found = kinds.read(text, scheme)
        except ShopError as error:
            refusal = error
        assert refusal.message if refusal else found.inputs


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(["key", "key_type", "pa", "pn", "proxy", "amount", "name", "iban", "payload", "kind", "x"]),
                       st.text(max_size=30) | st.booleans(), max_size=6))
def test_any_parts_are_either_built_or_refused_in_words(inputs: dict[str, str | bool]) -> None:
    for scheme in kinds.schemes():
        refusal, payload = None, ""
        try:
            payload = kinds.build(scheme, inputs)
        except ShopError as error:
            refusal = error
        assert refusal.message if refusal else kinds.read(payload, scheme).scheme.id == scheme


NAMES = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=25).filter(lambda t: bool(t.strip()))
AMOUNTS = st.builds(lambda whole, part: f"{whole}.{part:02}", st.integers(1, 10**8), st.integers(0, 99))


@settings(deadline=None)
@given(name=NAMES, city=NAMES.map(lambda t: t[:15]).filter(lambda t: bool(t.strip())), amount=AMOUNTS,
       txid=st.from_regex("[A-Za-z0-9]{1,25}", fullmatch=True))
def test_pix_says_what_it_was_built_from(name: str, city: str, amount: str, txid: str) -> None:
    inputs: dict[str, str | bool] = {
        "key": "52998224725", "key_type": "cpf", "name": name, "city": city, "amount": amount, "txid": txid}
    payload = kinds.build("pix", inputs)
    read = kinds.read(payload).inputs
    assert {key: read[key] for key in inputs} == inputs
    assert kinds.build("pix", read) == payload


@settings(deadline=None)
@given(digits=st.from_regex("[0-9]{9}", fullmatch=True), amount=AMOUNTS)
def test_promptpay_says_what_it_was_built_from(digits: str, amount: str) -> None:
    payload = kinds.build("promptpay", {"proxy_type": "phone", "proxy": f"0066{digits}", "amount": amount})
    read = kinds.read(payload).inputs
    assert (read["proxy"], read["amount"], read["initiation"]) == (f"0066{digits}", amount, "dynamic")


@settings(deadline=None)
@given(name=st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=40),
       note=st.text(st.characters(exclude_categories=["C"]), max_size=50))
def test_upi_says_what_it_was_built_from_in_any_script(name: str, note: str) -> None:
    payload = kinds.build("upi", {"pa": "a.b@bank", "pn": name, "tn": note, "cu": "INR"})
    read = kinds.read(payload).inputs
    assert read["pn"] == name
    assert read.get("tn", "") == note
    assert "+" not in payload
    assert payload.isascii()
    assert "pa=a.b@bank" in payload


@settings(deadline=None)
@given(amount=AMOUNTS)
def test_an_amount_changes_nothing_else_in_the_code(amount: str) -> None:
    static = kinds.build("pix", {"key": "a6304540110@b.com", "key_type": "email", "name": "6304 5303986 54041.00",
                                 "city": "010211"})
    asked = kinds.with_amount(static, amount, "A-1")
    before, after = kinds.read(static).inputs, kinds.read(asked).inputs
    assert after == {**before, "amount": amount, "txid": "A1"}


def test_parts_unknown_here_stay_where_they_were_when_another_is_changed() -> None:
    unknown = "00020104141234567890123426330014BR.GOV.BCB.PIX0111529982247255204000053039865802BR5903ANA6006OLINDA8013" \
              "0009org.other6304"
    payload = unknown + _emv.crc(unknown)
    read = kinds.read(payload).inputs
    assert read[PAYLOAD] == payload
    changed = kinds.build("pix", {**read, "amount": "5.00"})
    assert "0414123456789012342633" in changed
    assert "80130009org.other" in changed
    assert kinds.read(changed).inputs["amount"] == "5.00"


def test_small_check_digits_are_taken_and_written_large() -> None:
    payload = SAMPLES["pix"]["valid"][0]["payload"]
    small = payload[:-4] + payload[-4:].lower()
    read = kinds.read(small)
    assert kinds.build("pix", read.inputs) == payload
    assert read.scheme.cautions(small, read.inputs)


def test_the_amount_of_a_named_scheme_is_never_rounded() -> None:
    static = kinds.build("promptpay", {"proxy_type": "phone", "proxy": "0066812345678"})
    for amount in ("1.005", "0", "0.00", "1,5", "-1", "1e2", " 1", "", "99999999999999"):
        with pytest.raises(BadPayment):
            kinds.with_amount(static, amount)


def test_codes_for_paying_are_refused_whatever_scheme_is_named() -> None:
    for digits in ("134567890123456789", "281234567890123456"):
        for scheme in (None, *kinds.schemes()):
            with pytest.raises(BadPayment):
                kinds.read(digits, scheme)


@pytest.mark.parametrize(("scheme", "payload", "inputs"), VALID)
def test_asking_for_an_amount_never_changes_who_is_paid(scheme: str, payload: str, inputs: dict[str, str]) -> None:
    found = kinds.scheme(scheme)
    if found.with_amount is None:
        with pytest.raises(BadPayment):
            kinds.with_amount(payload, "12")
        return
    if kinds.read(payload).inputs.keys() & {"url", "sign"} or "8208f0e1d2c3" in payload:
        with pytest.raises(BadPayment, match=r"bank|provider"):
            kinds.with_amount(payload, "12")
        return
    asked = kinds.with_amount(payload, "12", "STALL-0007")
    assert asked != payload
    assert kinds.recognised(asked) == found
    assert found.payee(asked) == found.payee(payload)
    said = kinds.read(asked).inputs
    amounts = [str(said[name]) for name in ("amount", "am", "AM", "I") if name in said]
    assert [amount.removeprefix("RSD").rstrip("0,.") for amount in amounts] == ["12"]
