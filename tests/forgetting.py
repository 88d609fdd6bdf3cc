"""What a process keeps of the data that it has read, forgotten: for tests that put another kit in its place."""

import sys

from kit.base import language

ROOMS = ("kit.base.", "kit.content.", "kit.explorables.")


def forget() -> None:
    """Forget all that was read, and speak English."""
    for name, module in list(sys.modules.items()):
        if name.startswith(ROOMS):
            for kept in vars(module).values():
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()
    language.speak("en")
