"""Plays short clips one after the other, where the computer can: otherwise it is silent and nothing else changes.

The clips travel in ``resources/sounds/<lang>/<name>.wav`` and are put together here, so that a sentence has no gaps.
QtMultimedia is loaded with the first sound only; without it, or without a loudspeaker, ``play`` gives False.
"""

from __future__ import annotations

import array
import sys
import wave
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject

from producer_app.base.travelling import RESOURCES

RATE = 11_025
# What nearly every loudspeaker takes, where it does not take RATE on one channel.
COMMON_RATE, COMMON_CHANNELS = 44_100, 2


def samples(language: str, names: Sequence[str]) -> array.array[int] | None:
    """The clips of a language put together, 16 bit at RATE on one channel; None where one of them is missing."""
    joined: array.array[int] = array.array("h")
    for name in names:
        if not name.isalnum():
            return None
        path = RESOURCES / "sounds" / language / f"{name}.wav"
        if not path.is_file():
            return None
        with path.open("rb") as file, wave.open(file) as sound:
            if (sound.getframerate(), sound.getsampwidth(), sound.getnchannels()) != (RATE, 2, 1):
                return None
            joined.frombytes(sound.readframes(sound.getnframes()))
    if sys.byteorder == "big":
        joined.byteswap()
    return joined if joined else None


class Player(QObject):
    """One a page. A new sentence ends the one before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sink: Any = None
        self._buffer: QBuffer | None = None

    def play(self, language: str, names: Sequence[str]) -> bool:
        """Says the clips; whether there is something to say and a loudspeaker to say it."""
        found = samples(language, names) if names else None
        if found is None:
            return False
        try:
            from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices
        except ImportError:
            return False
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            return False
        form = QAudioFormat()
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        form.setSampleRate(RATE)
        form.setChannelCount(1)
        if not device.isFormatSupported(form):
            form.setSampleRate(COMMON_RATE)
            form.setChannelCount(COMMON_CHANNELS)
            if not device.isFormatSupported(form):
                return False
            found = array.array("h", (value for value in found for _again in range(COMMON_RATE // RATE * COMMON_CHANNELS)))
        self.stop()
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(found.tobytes()))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, form, self)
        self._sink.start(self._buffer)
        return True

    def stop(self) -> None:
        """Ends what is being said."""
        if self._sink is not None:
            self._sink.stop()
            self._sink.deleteLater()
            self._sink = None
        if self._buffer is not None:
            self._buffer.close()
            self._buffer.deleteLater()
            self._buffer = None
