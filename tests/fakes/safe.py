"""A safe in memory, which can be emptied, put back, or full."""


class MemorySafe:
    """What a system keeps secrets in; `text` is what is kept."""

    def __init__(self, text: str | None = None) -> None:
        self.text = text
        self.is_full = False
        self.writes = 0

    def read(self) -> str | None:
        return self.text

    def write(self, text: str) -> None:
        if self.is_full:
            raise OSError("no space left on device")
        self.text = text
        self.writes += 1

    def forget(self) -> None:
        self.text = None


class MemoryKeystore:
    """A system's keystore: `text` is what it keeps; one that `is_broken` answers nothing."""

    def __init__(self, text: str | None = None, *, is_broken: bool = False) -> None:
        self.text = text
        self.is_broken = is_broken

    async def read(self) -> str | None:
        if self.is_broken:
            raise OSError("the keystore does not answer")
        return self.text

    async def write(self, text: str) -> None:
        if self.is_broken:
            raise OSError("the keystore does not answer")
        self.text = text
