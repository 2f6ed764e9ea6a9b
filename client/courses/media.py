"""What can be played, by the ending of a file's name."""

SOUNDS = frozenset(("mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac"))
FILMS = frozenset(("mp4", "m4v", "webm", "ogv", "mov", "mkv"))
"""Of recordings and films that can stand in a text, as pictures do: `![what is said](media/a.mp3)`."""
