"""One way to play: an audio service or a video control of Flet behind the same few words, in seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from client.courses.content import Media

RATIO = 16 / 9


class Deck:
    """Plays one film or recording.

    Attributes:
        is_film: whether there is something to draw.
        on_second: told the second that is played, at most once for each.
        on_length: told how long it is, in seconds.
        on_playing: told whether it plays now.
        on_end: told that it has come to its end.
        on_fault: told that it cannot be played.

    """

    def __init__(self, media: Media, source: str, begin_s: float, *, rate: float = 1.0, autoplay: bool = False) -> None:
        self._rate, self._autoplay = rate, autoplay
        self.on_second: Callable[[float], None] = _nothing
        self.on_length: Callable[[float], None] = _nothing
        self.on_playing: Callable[[bool], None] = _nothing
        self.on_end: Callable[[], None] = _nothing
        self.on_fault: Callable[[], None] = _nothing
        self.second = begin_s
        self._begin_s = begin_s
        self._told = -1
        self._is_there = begin_s <= 1  # whether it has gone to where it shall begin
        self._dropped_from = 0.0  # where it was before it told that it is at its beginning
        self.is_film = media.kind == "video"
        self._media, self._source = media, source
        self._player: Any = None if self.is_film else self._recording(source)

    def draw(self, rate: float = 1.0) -> ft.Control:
        """The film, to be drawn anew whenever its screen is: one that is kept would lose its place on the page."""
        self._player = self._film(self._media, self._source, rate)
        return self._player

    async def play(self) -> None:
        """Go on from where it is."""
        if not self.is_film:
            await self._player.play(ft.Duration(milliseconds=round(self.second * 1000)))
        else:
            await self._player.play()
            if not self._is_there:  # it was not ready for that when it was loaded
                await self._player.seek(ft.Duration(milliseconds=round(self._begin_s * 1000)))
        self.on_playing(True)

    async def pause(self) -> None:
        """Rest."""
        await self._player.pause()
        self.on_playing(False)

    async def close(self) -> None:
        """Be silent: a recording would go on when its lesson has been left, a film goes with its picture."""
        if not self.is_film:
            await self._player.release()

    async def seek(self, second: float) -> None:
        """Go to that second."""
        self._move(max(0.0, second), told=False)
        await self._player.seek(ft.Duration(milliseconds=round(self.second * 1000)))

    def set_rate(self, rate: float) -> None:
        """Play so many times as fast; a film is told when it is drawn."""
        if self.is_film:
            return
        self._player.playback_rate = rate
        self._player.update()

    def _recording(self, source: str) -> Any:
        import flet_audio  # only lessons with something to hear need it

        def moved(event: Any) -> None:
            self._move(event.position / 1000)

        def changed(event: Any) -> None:
            self.on_playing(event.state is flet_audio.AudioState.PLAYING)
            if event.state is flet_audio.AudioState.COMPLETED:
                self.on_end()

        return flet_audio.Audio(
            src=source,
            playback_rate=self._rate,
            release_mode=flet_audio.ReleaseMode.STOP,
            on_position_change=moved,
            on_duration_change=lambda event: self.on_length(_seconds(event.duration)),
            on_state_change=changed,
        )

    def _film(self, media: Media, source: str, rate: float) -> Any:
        import flet_video

        async def loaded(_event: Any) -> None:
            """A page that is loaded anew shows a new film, at its beginning: it goes to where the last one was."""
            self._begin_s = self._dropped_from or self.second
            self._dropped_from = 0.0
            self._is_there = self._begin_s <= 1
            if not self._is_there:
                await self._player.seek(ft.Duration(milliseconds=round(self._begin_s * 1000)))
                self._move(self._begin_s, told=False, there=False)

        return flet_video.Video(
            playlist=[flet_video.VideoMedia(source)],
            title=media.title,
            autoplay=self._autoplay,
            playback_rate=rate,
            playlist_mode=flet_video.PlaylistMode.NONE,
            aspect_ratio=RATIO,
            on_load=loaded,
            on_position_change=lambda event: self._move(_seconds(event.data)),
            on_duration_change=lambda event: self.on_length(_seconds(event.data)),
            on_complete=lambda event: self.on_end() if event.data else None,
            on_error=lambda _event: self.on_fault(),
        )

    def _move(self, second: float, *, told: bool = True, there: bool = True) -> None:
        if told and not self._is_there and second < self._begin_s - 1:
            return
        if told and second < 1 < self.second:
            self._dropped_from = self.second  # by a person, or because the film is a new one that is about to load
        elif second >= 1:
            self._dropped_from = 0.0
        self._is_there = there
        self.second = second
        if int(second) != self._told:
            self._told = int(second)
            self.on_second(second)


def has_player() -> bool:
    """Whether this installation carries the players; a build without them shows what stands in for them."""
    try:
        import flet_audio  # noqa: F401  # pyright: ignore[reportUnusedImport]  # whether they are there is the question
        import flet_video  # noqa: F401  # pyright: ignore[reportUnusedImport]
    except ImportError:
        return False
    return True


def _seconds(value: Any) -> float:
    """A duration as the client tells it."""
    if isinstance(value, ft.Duration):
        return value.in_milliseconds / 1000
    return float(value or 0) / 1000


def _nothing(*_what: Any) -> None:
    """Nobody is told."""
