"""The phone page in a real Chromium: buttons pressed, pictures chosen, languages switched, nothing else loaded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from producer_app.areas.tray.phone.page import TEXTS
from producer_app.base import i18n
from producer_app.store import darkroom
from tests.areas.tray.phones import Open, open_phone

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
if not BROWSER or not DRIVER:
    pytest.skip("no chromium and chromedriver on this computer", allow_module_level=True)
webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    """A browser as narrow as a cheap phone."""
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for word in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--window-size=360,740",
                 "--disable-background-networking", "--no-first-run", "--hide-scrollbars"):
        options.add_argument(word)
    options.add_experimental_option("mobileEmulation", {"deviceMetrics": {"width": 360, "height": 740, "pixelRatio": 2.0}})
    options.add_experimental_option("prefs", {"intl.accept_languages": "zh-CN,zh"})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield started
    started.quit()
    darkroom.close_idle()


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[Open]:
    with open_phone(tmp_path / "shop") as opened:
        yield opened


def waited(browser: Chrome, script: str) -> None:
    """Waits until a script gives true."""
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, 30, 0.05).until(lambda driver: driver.execute_script(f"return {script}"))


def pictures(folder: Path, count: int) -> list[str]:
    made = []
    for number in range(count):
        path = folder / f"../{folder.name}/{number};rm -rf <b>.jpg"
        Image.effect_noise((900, 600), 30 + number).convert("RGB").save(path, quality=90)
        made.append(str(path.resolve()))
    return made


def test_three_pictures_are_chosen_and_arrive(browser: Chrome, phone: Open, tmp_path: Path) -> None:
    browser.get(phone.server.url)
    browser.find_element("id", "choose").send_keys("\n".join(pictures(tmp_path, 3)))
    waited(browser, "document.querySelectorAll('li.there').length === 3")
    assert len(phone.kept) == 3
    assert "3" in browser.find_element("id", "sum").text
    # The side of the computer heard of each piece too.
    assert {told.number for told in phone.told if told.what == "coming"} == {1, 2, 3}


def test_a_photo_taken_arrives_and_the_same_button_takes_the_next(browser: Chrome, phone: Open, tmp_path: Path) -> None:
    browser.get(phone.server.url)
    take = browser.find_element("id", "take")
    assert take.get_attribute("capture") == "environment"
    for number, path in enumerate(pictures(tmp_path, 2), 1):
        browser.find_element("id", "take").send_keys(path)
        waited(browser, f"document.querySelectorAll('li.there').length === {number}")
    assert len(phone.kept) == 2


def test_what_is_no_picture_is_told_and_can_be_tried_again(browser: Chrome, phone: Open, tmp_path: Path) -> None:
    wrong = tmp_path / "letter.jpg"
    wrong.write_text("Dear Gülnar, " * 50, encoding="utf-8")
    browser.get(phone.server.url)
    browser.execute_script("document.querySelector('#languages [data-language=en]').click()")
    browser.find_element("id", "choose").send_keys(str(wrong))
    waited(browser, "document.querySelectorAll('li.no').length === 1")
    assert TEXTS["NOT_A_PHOTO"] in browser.find_element("css selector", "li.no").text
    assert TEXTS["again"] in browser.find_element("css selector", "li.no").text
    assert phone.kept == []


def test_a_picture_too_large_is_told_before_it_is_sent(browser: Chrome, phone: Open, tmp_path: Path) -> None:
    large = tmp_path / "large.jpg"
    with large.open("wb") as file:
        file.truncate((25 << 20) + 1)
    browser.get(phone.server.url)
    browser.find_element("id", "choose").send_keys(str(large))
    waited(browser, "document.querySelectorAll('li.no').length === 1")
    assert not [told for told in phone.told if told.what != "opened"]


def test_a_closed_page_says_so(browser: Chrome, phone: Open, tmp_path: Path) -> None:
    browser.get(phone.server.url)
    browser.execute_script("document.querySelector('#languages [data-language=en]').click()")
    phone.server.stop()
    browser.find_element("id", "choose").send_keys(pictures(tmp_path, 1)[0])
    waited(browser, "document.querySelectorAll('li.no').length === 1")
    assert TEXTS["CLOSED"] in browser.find_element("css selector", "li.no").text


@pytest.mark.parametrize("language", ["ug", "zh", "en"])
def test_every_language_fits_a_narrow_phone(browser: Chrome, phone: Open, tmp_path: Path, language: str) -> None:
    browser.get(phone.server.url)
    browser.find_element("css selector", f"#languages [data-language={language}]").click()
    assert browser.find_element("tag name", "h1").text == i18n.in_language(TEXTS["title"], language)
    assert browser.execute_script("return document.documentElement.dir") == ("rtl" if language == "ug" else "ltr")
    browser.find_element("id", "choose").send_keys("\n".join(pictures(tmp_path, 2)))
    waited(browser, "document.querySelectorAll('li.there').length === 2")
    assert browser.execute_script("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    sizes = browser.execute_script(
        "return Array.from(document.querySelectorAll('.way, #languages button')).map(e => e.getBoundingClientRect().height)")
    assert min(sizes) >= 48


def test_the_page_opens_in_the_phones_own_language_and_loads_nothing_else(browser: Chrome, phone: Open) -> None:
    browser.get(phone.server.url)
    assert browser.find_element("tag name", "h1").text == i18n.in_language(TEXTS["title"], "zh")
    loaded = browser.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
    assert [name for name in loaded if not name.startswith("data:")] == []
    # The strict rules of the page are kept: the browser has nothing to complain about.
    assert [line for line in browser.get_log("browser") if "Content Security Policy" in line["message"]] == []
