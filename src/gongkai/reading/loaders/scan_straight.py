"""A scanned page made straight and even: background white, tilt taken out."""

from __future__ import annotations

import cv2
import numpy as np

from gongkai.reading.loaders.scan_engine import Image

_LARGEST_TILT = 3.5
_COARSE, _FINE = 0.25, 0.05
_SEARCH_SIDE = 1000
_BACKGROUND_SIDE = 300
_WHITE = 255
_LONGEST_FOR_WIDTH = 1.5


def evened(page: Image) -> Image:
    """The page with shadows and the colour of the paper taken out: paper white, ink as dark as it was against it."""
    height, width = page.shape
    scale = _BACKGROUND_SIDE / _side(page)
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 15)
    paper = cv2.resize(paper, (width, height))
    return np.asarray(cv2.divide(page, np.maximum(paper, 1), scale=_WHITE), np.uint8)


def tilt_of(page: Image) -> float:
    """Degrees, counter-clockwise, by which the page must be turned so that its lines run level; 0 where nothing tells."""
    scale = min(1.0, _SEARCH_SIDE / _side(page))
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = _WHITE - np.minimum(small, _WHITE - 40)
    ink[ink <= 60] = 0
    coarse = _best(ink, np.arange(-_LARGEST_TILT, _LARGEST_TILT + _COARSE, _COARSE))
    return _best(ink, np.arange(coarse - _COARSE, coarse + _COARSE + _FINE, _FINE))


def _side(page: Image) -> float:
    """The longer side of a page, also where the picture shows several pages."""
    height, width = (float(side) for side in page.shape)
    return min(max(height, width), _LONGEST_FOR_WIDTH * min(height, width))


def _best(ink: Image, angles: np.ndarray) -> float:
    """Where rows of ink and rows of white part most sharply."""
    return float(max(angles, key=lambda angle: _sharpness(ink, float(angle))))


def _sharpness(ink: Image, angle: float) -> float:
    rows = turned_by(ink, angle, paper=0).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum()) * (1.0 if angle else 1.0001)


def turned_by(page: Image, angle: float, paper: int = _WHITE) -> Image:
    """The page turned by so many degrees about its middle, of the same size."""
    if abs(angle) < _FINE / 2:
        return page
    height, width = page.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(paper,))
    return np.asarray(turned, np.uint8)
