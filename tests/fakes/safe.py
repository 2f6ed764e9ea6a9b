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
