"""What a person does on a page, counted: by mouse, or by keyboard alone with the focus always to be seen.

One click, one key chord and one field filled are one interaction each. Tab is not counted: how many there are to
a button says little of the work, but each stop on the way must show that it has the focus.
"""

import time

SECONDS_TO_GLIDE = 2

#: tells whether the element that has the focus shows it, and is in the window
FOCUS_IS_SHOWN = """() => {
    const focused = document.activeElement, style = getComputedStyle(focused), box = focused.getBoundingClientRect();
    const ring = s => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none';
    const label = focused.labels?.[0];
    const drawn = ring(style) || (label && (ring(getComputedStyle(label)) || ring(getComputedStyle(label, '::before'))));
    const inside = box.bottom > 0 && box.top < innerHeight;
    return drawn && inside ? '' : focused.outerHTML.slice(0, 160);
}"""
WHERE_THE_FOCUS_IS = f"wanted => [wanted === document.activeElement, ({FOCUS_IS_SHOWN})()]"


class Mouse:
    """A person with a mouse, who types in fields.

    :param page: that is looked at.
    """

    def __init__(self, page):
        self.page, self.done, self.began = page, 0, time.monotonic()

    def click(self, locator):
        """Click."""
        self.done += 1
        locator.click()

    def check(self, locator):
        """Tick a box; it stands under the picture of one, so that its label is what is hit."""
        self.click(locator.locator("xpath=following-sibling::label"))

    def press(self, keys):
        """Press keys together."""
        self.done += 1
        self.page.keyboard.press(keys)

    def fill(self, locator, text):
        """Fill in a field."""
        self.done += 1
        locator.fill(text)

    def choose_file(self, locator, files):
        """Choose a file in the system's own window, which is one step."""
        self.done += 1
        locator.set_input_files(files)

    def holds(self, most, seconds=20):
        """Fail when it took too much."""
        assert self.done <= most, f"{self.done} interactions"
        assert time.monotonic() - self.began <= seconds


class Keyboard(Mouse):
    """A person without a mouse."""

    def go_to(self, locator, most=120):
        """Press Tab until the element has the focus.

        :param most: stops before giving up.
        """
        wanted = locator.element_handle()
        is_there = wanted.evaluate("each => each === document.activeElement")
        for _stop in range(most):
            if is_there:
                return
            self.page.keyboard.press("Tab")
            is_there, hidden = self.page.evaluate(WHERE_THE_FOCUS_IS, wanted)
            if hidden:
                self._see_the_focus()
        raise AssertionError(f"Tab does not lead to {locator}")

    def _see_the_focus(self):
        # some glide into view
        until = time.monotonic() + SECONDS_TO_GLIDE
        while (hidden := self.page.evaluate(FOCUS_IS_SHOWN)) and time.monotonic() < until:
            self.page.wait_for_timeout(50)
        assert not hidden, f"the focus cannot be seen: {hidden}"

    def click(self, locator):
        """Go there and press Enter."""
        self.go_to(locator)
        self.press("Enter")

    def check(self, locator):
        """Go there and press Space."""
        self.go_to(locator)
        self.press("Space")

    def fill(self, locator, text):
        """Go there and type in place of what stands there."""
        self.go_to(locator)
        self.done += 1
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
