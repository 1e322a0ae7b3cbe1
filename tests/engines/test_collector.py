"""The thresholds of the collector come back as they were."""

from __future__ import annotations

import gc

import pytest

from sotenlp.engines.collector import SELDOM, seldom_collecting
from sotenlp.engines.serial import map_serial


def test_thresholds_come_back_after_an_error() -> None:
    before = gc.get_threshold()
    during = []

    def fail(_: int) -> None:
        during.append(gc.get_threshold())
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        list(map_serial(fail, [1]))
    assert during == [SELDOM]
    assert gc.get_threshold() == before


def test_one_that_is_off_stays_off() -> None:
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        with seldom_collecting():
            assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)


def test_serial_work_is_done_within() -> None:
    before = gc.get_threshold()
    assert list(map_serial(lambda _: gc.get_threshold(), [1])) == [SELDOM]
    assert gc.get_threshold() == before
