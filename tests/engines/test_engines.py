from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from sotenlp.engines.processes import WAITING_PER_WORKER, map_processes
from sotenlp.engines.serial import map_serial


def double(number: int) -> tuple[int, int]:
    return number * 2, os.getpid()


def fail(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def test_results_come_in_order_from_other_processes() -> None:
    results = list(map_processes(double, range(20), workers=2))
    assert [value for value, _ in results] == [2 * n for n in range(20)]
    assert os.getpid() not in {pid for _, pid in results}


def test_serial_gives_the_same_lazily() -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(5):
            taken.append(number)
            yield number

    results = map_serial(double, items())
    assert next(results)[0] == 0
    assert taken == [0]


def test_items_are_taken_no_further_ahead_than_is_needed() -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    results = map_processes(double, items(), workers=1)
    next(results)
    assert len(taken) <= WAITING_PER_WORKER + 1
    results.close()


def test_an_error_of_a_worker_reaches_the_caller() -> None:
    with pytest.raises(ValueError, match="three"):
        list(map_processes(fail, range(5), workers=2))
