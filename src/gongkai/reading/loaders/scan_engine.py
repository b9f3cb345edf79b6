"""The models that find and read printed words in a picture: those that come inside rapidocr's wheel, and nothing else.

They are named by their files, so that rapidocr has no reason to look for others: nothing is fetched or written at run time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt
import onnxruntime
import rapidocr

Image: TypeAlias = "npt.NDArray[np.uint8]"
"""Grey, one byte a pixel, rows from the top."""

Probabilities: TypeAlias = "npt.NDArray[np.float32]"
"""Of every character (columns) at every step along a line (rows); column 0 is between characters."""

_MODELS = Path(rapidocr.__file__).parent / "models"
_DETECTION, _RECOGNITION = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
_TURN = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"
_THREADS = 1
_LONGEST_SIDE = 1280
_HEIGHT = 48
_NARROWEST = 24
_BATCH_PIXELS = 48 * 4000
_BLANK = 0
_WINDOW, _OVERLAP = 1.45, 0.12
"""How much of a page is looked at at once, and how much of that again with the next, in widths of the page."""

_TINY = 1e-9
DIGITS = "0123456789.,-/—%"
"""What a number is written with, and the marks that stand where none is."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is read in a picture of one line. `score` is the probability of its least certain character, `places` are the
    middles of the characters in shares of the picture's width."""

    text: str
    score: float
    places: tuple[float, ...]

    @classmethod
    def of(cls, chars: Sequence[tuple[str, float, float]]) -> Words:
        """From characters with their scores and places."""
        scores = [score for _, score, _ in chars]
        return cls("".join(c for c, _, _ in chars), min(scores, default=0.0), tuple(place for _, _, place in chars))


@dataclass(frozen=True, slots=True)
class Read:
    """The same picture read with all characters, and as a number: with those of `DIGITS` alone, each scored against the
    others of them, since a lone 0 is always an O and an o as well."""

    words: Words
    number: Words


class Engine:
    """The models, loaded once in a process."""

    def __init__(self) -> None:
        self._finder = rapidocr.RapidOCR(params=_finder_settings())
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = _THREADS
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        model = str(_MODELS / _RECOGNITION)
        self._reader = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._input = self._reader.get_inputs()[0].name
        listed = self._reader.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._chars = ["", *listed, " "]
        self._digits = [_BLANK, *(i for i, char in enumerate(self._chars) if char and char in DIGITS)]

    def find(self, page: Image) -> list[tuple[float, float, float, float]]:
        """The boxes (x0, y0, x1, y1 in pixels) of words and lines on a page that stands straight. A high one is looked at
        piece by piece: as a whole its letters would be too small."""
        return [
            (x0, y0 + top, x1, y1 + top)
            for top, end, first, last in _windows(*page.shape)
            for x0, y0, x1, y1 in self._find(page[top:end])
            if first <= (y0 + y1) / 2 + top < last
        ]

    def _find(self, page: Image) -> list[tuple[float, float, float, float]]:
        found = self._finder(cv2.cvtColor(page, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None:
            return []
        return [(*box.min(axis=0).tolist(), *box.max(axis=0).tolist()) for box in np.asarray(found.boxes)]

    def is_upside_down(self, line: Image) -> bool:
        """Whether this line of words stands on its head."""
        picture = cv2.cvtColor(line, cv2.COLOR_GRAY2BGR)
        told = self._finder(picture, use_det=False, use_cls=True, use_rec=False).cls_res
        return bool(told) and told[0][0] == "180"

    def read(self, lines: Sequence[Image]) -> list[Read]:
        """What is printed in each picture of a line."""
        found: dict[int, Read] = {}
        ready = [_ready(line) for line in lines]
        for batch in _batches(ready):
            widest = max(ready[i].shape[2] for i in batch)
            stacked = np.zeros((len(batch), 3, _HEIGHT, widest), np.float32)
            for row, i in enumerate(batch):
                stacked[row, :, :, : ready[i].shape[2]] = ready[i]
            answer = self._reader.run(None, {self._input: stacked})[0]
            for row, i in enumerate(batch):
                found[i] = self._read(answer[row], ready[i].shape[2] / widest)
        return [found[i] for i in range(len(lines))]

    def _read(self, probabilities: Probabilities, used: float) -> Read:
        digits = probabilities[:, self._digits]
        shares = digits.copy()
        shares[:, 1:] /= np.maximum(digits[:, 1:].sum(axis=1, keepdims=True), _TINY)
        numerals = [self._chars[i] for i in self._digits]
        return Read(_decoded(probabilities, probabilities, self._chars, used), _decoded(digits, shares, numerals, used))


def _decoded(steps: Probabilities, scores: Probabilities, chars: Sequence[str], used: float) -> Words:
    """Connectionist decoding: the likeliest character of every step, repetitions and blanks out. `used` is the share of
    the steps that show the picture, the rest is padding."""
    found = []
    before = _BLANK
    for step, index in enumerate(steps.argmax(axis=1).tolist()):
        if index not in (_BLANK, before):
            found.append((chars[index], float(scores[step, index]), min((step + 0.5) / len(steps) / used, 1.0)))
        before = index
    return Words.of(found)


def _windows(height: int, width: int) -> Iterator[tuple[int, int, float, float]]:
    """Pieces of a page from top to end, and between which heights each of them alone answers."""
    size, overlap = round(_WINDOW * width), round(_OVERLAP * width)
    top = 0
    while top + size < height - overlap:
        yield top, top + size, top + overlap / 2 if top else 0.0, top + size - overlap / 2
        top += size - overlap
    yield top, height, top + overlap / 2 if top else 0.0, float(height)


def _finder_settings() -> dict[str, Any]:
    threads = {f"EngineConfig.onnxruntime.{name}_op_num_threads": _THREADS for name in ("intra", "inter")}
    return threads | {
        "Global.log_level": "critical",
        "Det.model_path": str(_MODELS / _DETECTION),
        "Cls.model_path": str(_MODELS / _TURN),
        "Rec.model_path": str(_MODELS / _RECOGNITION),
        "Det.limit_side_len": _LONGEST_SIDE,
        "Det.limit_type": "max",
    }


def _ready(line: Image) -> Probabilities:
    """As the model wants it: so many rows, three channels, from -1 to 1."""
    height, width = line.shape
    target = max(_NARROWEST, round(_HEIGHT * width / height))
    scaled = cv2.resize(line, (target, _HEIGHT)).astype(np.float32) / 127.5 - 1
    return np.repeat(scaled[np.newaxis], 3, axis=0)


def _batches(ready: Sequence[Probabilities]) -> Iterator[list[int]]:
    """Pictures of about one width together, so that little of a batch is empty."""
    batch: list[int] = []
    for i in sorted(range(len(ready)), key=lambda i: ready[i].shape[2]):
        if batch and ready[i].shape[2] * (len(batch) + 1) * _HEIGHT > _BATCH_PIXELS:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
