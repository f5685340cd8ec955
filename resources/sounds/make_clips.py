"""Makes the clips that say amounts, one WAV file a word (11,025 Hz, 16 bit, one channel), with the voice espeak-ng.

    python resources/sounds/make_clips.py        all languages -> resources/sounds/<lang>/<name>.wav

A language without a voice gets no clips and stays silent. The words are those of areas/receiving/spoken.py.
espeak-ng is free software (GPL-3.0-or-later); the sounds it makes are not covered by its licence.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from producer_app.areas.receiving.spoken import CLIPS  # noqa: E402  # the program lies two folders up

VOICES = {"zh": "cmn-latn-pinyin", "en": "en-gb", "ug": "ug"}
WORDS_A_MINUTE = 150
RATE = 11_025
QUIET = 200
REST_S = 0.03


def spoken(text: str, voice: str) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    """A text as samples at RATE, silence cut off at both ends."""
    done = subprocess.run(["espeak-ng", "-v", voice, "-s", str(WORDS_A_MINUTE), "--stdin", "--stdout"],
                          input=text.encode(), capture_output=True, check=True)
    # espeak-ng writes to a pipe and does not know the length beforehand.
    data = io.BytesIO(done.stdout)
    with wave.open(data) as sound:
        rate = sound.getframerate()
        samples = np.frombuffer(sound.readframes(len(done.stdout)), np.int16).astype(np.float64)
    if rate != 2 * RATE:
        raise SystemExit(f"espeak-ng gave {rate} Hz")
    # Half the rate: what lies above is taken off first, so that it does not fold back.
    taps = np.sinc(np.arange(-20, 21) / 2 * 0.9) * np.hamming(41)
    half = np.convolve(samples, taps / taps.sum(), "same")[::2]
    loud = np.flatnonzero(np.abs(half) > QUIET)
    if not len(loud):
        raise SystemExit(f"nothing to hear: {text}")
    rest = int(RATE * REST_S)
    half = half[max(0, loud[0] - rest): loud[-1] + rest]
    return np.clip(half, -32768, 32767).astype(np.int16)


def main() -> None:
    """Writes every clip anew."""
    known = subprocess.run(["espeak-ng", "--voices"], capture_output=True, text=True, check=True).stdout
    total = 0
    for language, words in CLIPS.items():
        folder = HERE / language
        shutil.rmtree(folder, ignore_errors=True)
        if VOICES[language] not in known.split():
            print(f"{language}: no voice, no clips")
            continue
        folder.mkdir()
        for name, text in words.items():
            with wave.open(str(folder / f"{name}.wav"), "wb") as sound:
                sound.setnchannels(1)
                sound.setsampwidth(2)
                sound.setframerate(RATE)
                sound.writeframes(spoken(text, VOICES[language]).tobytes())
            total += (folder / f"{name}.wav").stat().st_size
        print(f"{language}: {len(words)} clips")
    print(f"{total / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
