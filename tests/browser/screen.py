"""Chromium without a window, and what a person does at it: look, click, type."""

import base64
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    StaleElementReferenceException,
)
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

ARGUMENTS = """--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync""".split()
PATIENCE = 60.0  # on a busy machine

# A page draws itself anew at any moment; what was found a moment ago may be gone or covered.
_PASSING = (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    StaleElementReferenceException,
)

Place = tuple[str, str]  # a CSS selector, and a piece of the text in it

_FIND = """
const [places] = arguments;
const find = (within, [selector, text]) => [...within.querySelectorAll(selector)].filter(
    (one) => one.getClientRects().length && one.textContent.includes(text));
return places.reduce((found, place) => found.flatMap((within) => find(within, place)), [document]);
"""

_CONTRAST = """
const [places, property] = arguments;
const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
const isClear = (colour) => numbers(colour)[3] === 0;
const light = (colour) => {
  const [r, g, b] = numbers(colour).map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
return places.map((place) => {
  let behind = place;
  while (behind.parentElement && isClear(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
  const pair = [light(getComputedStyle(place)[property]), light(getComputedStyle(behind).backgroundColor)];
  return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
});
"""


class Screen:
    """One browser with one page. A place is named by a CSS selector and a piece of the text in it.

    Pictures go into a folder. Without `for_people` only that of a test that gave up is taken.
    """

    def __init__(self, profile: Path, pictures: Path, for_people: bool = True) -> None:
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in (*ARGUMENTS, f"--user-data-dir={profile}"):
            options.add_argument(argument)
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.driver.set_script_timeout(PATIENCE)
        self.pictures, self.for_people = pictures, for_people

    def close(self) -> None:
        """End the browser."""
        self.driver.quit()

    def open(self, url: str, width: int = 1200, height: int = 1000) -> None:
        """Show a page in a window of this size."""
        self.driver.switch_to.default_content()
        self.resize(width, height)
        self.driver.get(url)

    def resize(self, width: int, height: int = 1000) -> None:
        """Give the window a size. A narrow one is a telephone."""
        measures = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", measures)

    @contextmanager
    def on_paper(self) -> Iterator[None]:
        """Use the styles for print inside the block."""
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        try:
            yield
        finally:
            self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

    def all(self, css: str, text: str = "", within: Place | None = None) -> list[WebElement]:
        """What can be seen now."""
        places = [within, (css, text)] if within else [(css, text)]
        found: list[WebElement] = self.driver.execute_script(_FIND, places)
        return found

    def see(self, css: str, text: str = "", within: Place | None = None) -> WebElement:
        """Wait until it can be seen."""
        seen: WebElement = self.until(
            lambda: next(iter(self.all(css, text, within)), None), f"{css} with {text!r}"
        )
        return seen

    def until(self, look: Callable[[], Any], what: str) -> Any:
        """Look again and again until there is something."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                if found := look():
                    return found
            except _PASSING:
                pass
            if time.monotonic() > end:
                self._take("given_up")
                raise AssertionError(f"not seen in {PATIENCE:g} s: {what}; see {self.pictures}/given_up.png")
            time.sleep(0.05)

    def click(self, css: str, text: str = "", within: Place | None = None) -> WebElement:
        """Click on it as soon as it is there and nothing covers it."""

        def clicked() -> WebElement | None:
            place = next(iter(self.all(css, text, within)), None)
            if place is not None:
                self.run("arguments[0].scrollIntoView({block: 'center'})", place)
                place.click()
            return place

        place: WebElement = self.until(clicked, f"{css} with {text!r}, to click on")
        return place

    def fill(self, css: str, text: str) -> None:
        """Write over what is in a field, and leave it. A page's script may take the cursor away: then once more.

        `clear()` would change the field by itself: formgrader saves that too, and empties the field again when
        the answer comes, whatever has been typed by then.
        """

        def filled() -> bool:
            place = self.click(css)
            place.send_keys(Keys.CONTROL + "a" + Keys.NULL + text)
            if place.get_attribute("value") != text:
                return False
            place.send_keys(Keys.TAB)
            return True

        self.until(filled, f"{text!r} in {css}")

    def type(self, text: str) -> None:
        """Type where the cursor is."""
        ActionChains(self.driver).send_keys(text).perform()

    def paste(self, text: str) -> None:
        """Put text where the cursor is, in one go."""
        self.driver.execute_cdp_cmd("Input.insertText", {"text": text})

    def press(self, chord: str) -> None:
        """Press keys together: `Control+s`, `Shift+Home`, `End`."""
        *held, last = chord.split("+")
        actions = ActionChains(self.driver)
        for name in held:
            actions.key_down(getattr(Keys, name.upper()))
        actions.send_keys(getattr(Keys, last.upper(), last))
        for name in reversed(held):
            actions.key_up(getattr(Keys, name.upper()))
        actions.perform()

    def enter_frame(self, css: str) -> None:
        """Look at the page within this page."""
        self.driver.switch_to.frame(self.see(css))

    def whole_picture(self, name: str) -> None:
        """Keep the whole page, also what one has to scroll to."""
        if not self.for_people:
            return
        self.pictures.mkdir(parents=True, exist_ok=True)
        found = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
        self.pictures.joinpath(f"{name}.png").write_bytes(base64.b64decode(found["data"]))

    def contrast(self, place: WebElement, of: str = "color") -> float:
        """How well a colour stands out from what is behind it, from 1 to 21, as WCAG reckons it."""
        return float(self.run(_CONTRAST, [place], of)[0])

    def faint(self, css: str, within: Place | None = None, first: int | None = None) -> list[str]:
        """Texts, of all or of the first so many, that stand out less than 4.5 to one: WCAG's AA."""
        places = self.all(css, within=within)[:first]
        found = zip(places, self.run(_CONTRAST, places, "color"), strict=True)
        return [place.text for place, contrast in found if contrast < 4.5]

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script in the page returns."""
        return self.driver.execute_script(script, *arguments)

    def picture(self, name: str, around: WebElement | None = None) -> None:
        """Keep what is seen, for a person to look at; with this place in the middle."""
        if around is not None:
            self.run("arguments[0].scrollIntoView({block: 'center'})", around)
        if self.for_people:
            self._take(name)

    def _take(self, name: str) -> None:
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.driver.save_screenshot(str(self.pictures / f"{name}.png"))
