from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sotenlp.config import Config
from sotenlp.engines.choice import ENGINES, chosen_engine, cores, map_with
from sotenlp.engines.processes import WAITING_PER_WORKER, map_processes
from sotenlp.engines.serial import map_serial
from sotenlp.errors import ConfigError, EngineError


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


def die_at_three(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number


def die_once(path: str) -> str:
    if not Path(path).exists():
        Path(path).touch()
        os._exit(9)
    return Path(path).name


def test_an_item_that_kills_its_worker_takes_no_other_with_it() -> None:
    found = list(map_processes(die_at_three, range(8), workers=2, lost=lambda number: -number))
    assert found == [0, 1, 2, -3, 4, 5, 6, 7]
    with pytest.raises(EngineError, match="died twice"):
        list(map_processes(die_at_three, [3], workers=1))


def test_a_worker_that_is_killed_once_loses_nothing(tmp_path: Path) -> None:
    names = ["a", "b", "c"]
    assert list(map_processes(die_once, [str(tmp_path / name) for name in names], workers=2)) == names


def test_workers_end_with_a_main_process_that_is_killed(tmp_path: Path) -> None:
    program = (
        "from sotenlp.engines.processes import map_processes\n"
        "from tests.engines.test_engines import tell_and_wait\n"
        f"next(map_processes(tell_and_wait, [{str(tmp_path / 'pid')!r}], workers=1))\n"
    )
    root = Path(__file__).resolve().parents[2]
    main = subprocess.Popen([sys.executable, "-c", program], cwd=root)
    wait_until(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text(encoding="utf-8") != "")
    main.send_signal(signal.SIGKILL)
    main.wait(timeout=120)
    pid = int((tmp_path / "pid").read_text(encoding="utf-8"))
    wait_until(lambda: not is_alive(pid))


def tell_and_wait(path: str) -> None:
    Path(path).write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(60)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_until(condition: object) -> None:
    assert callable(condition)
    end = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def test_the_settings_choose_the_engine() -> None:
    assert chosen_engine(Config(), 1) == "serial"
    assert chosen_engine(Config(), 2) == "processes"
    assert chosen_engine(Config(scheduler="tcp://localhost:1"), 1) == "dask"
    assert {chosen_engine(Config(engine=name), 2) for name in ENGINES} == {"serial", "processes", "dask"}
    with pytest.raises(ConfigError, match="serial, processes, dask"):
        chosen_engine(Config(engine="spark"), 1)
    with pytest.raises(ConfigError, match="no scheduler"):
        chosen_engine(Config(engine="serial", scheduler="tcp://localhost:1"), 1)


def test_no_number_of_workers_means_the_cores_and_one_for_a_few_items() -> None:
    few = list(map_with(double, range(3), config=Config(workers=0), size=3))
    assert {pid for _, pid in few} == {os.getpid()}
    assert cores() >= 1
    many = list(map_with(double, range(32), config=Config(workers=0), size=32))
    assert [value for value, _ in many] == [2 * number for number in range(32)]
    assert cores() == 1 or os.getpid() not in {pid for _, pid in many}
