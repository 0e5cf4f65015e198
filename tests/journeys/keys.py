"""Keys pressed on a page, counted: what a practised clerk does beyond typing words."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.journeys.walker import Walker


@dataclass
class Keys:
    """Real keys on a page; what is no typing of words is counted."""

    walker: Walker
    pressed: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """Actions: one Tab, shortcut, choice or Enter each."""
        for key in keys:
            self.pressed.append(key)
            self.walker.presses(key)

    def tab_to(self, name: str) -> None:
        """From field to field until one stands in this one; each step counts."""
        while True:
            self.press("Tab")
            if self.walker.page.evaluate("document.activeElement.name") == name:
                return

    def types(self, words: str) -> None:
        """Typing name, phone and matter is no action of ours to save."""
        self.walker.page.keyboard.type(words)


def at_the_form(walker: Walker, username: str = "chen") -> Keys:
    """On the duties page; the register is one key away."""
    walker.becomes(username)
    keys = Keys(walker)
    keys.press("n")
    walker.page.wait_for_url("**/register/")
    walker.page.wait_for_load_state("networkidle")
    return keys
