from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from dashboard.kept import Kept


def test_the_result_longest_unused_goes_first():
    made = []

    def make(key):
        made.append(key)
        return key.upper()

    kept = Kept(2)
    for key in ("a", "b", "a", "c", "a", "b"):
        assert kept.of(key, lambda key=key: make(key)) == key.upper()
    assert made == ["a", "b", "c", "b"]


def test_light_results_do_not_push_out_a_heavy_one():
    made = []

    def make(size):
        made.append(size)
        return "x" * size

    kept = Kept(100, weight=len)
    for size in (80, 5, 6, 7, 80, 30, 80):
        assert len(kept.of(size, lambda size=size: make(size))) == size
    assert made == [80, 5, 6, 7, 30, 80]


def test_nothing_is_a_result_too():
    made = []
    kept = Kept(1)
    assert kept.of("x", lambda: made.append(1)) is None
    assert kept.of("x", lambda: made.append(1)) is None
    assert made == [1]


def test_many_who_ask_at_once_have_it_made_once():
    made, begun, go_on = [], Event(), Event()

    def make():
        made.append(1)
        begun.set()
        go_on.wait(5)
        return "page"

    kept = Kept(4)
    with ThreadPoolExecutor(8) as readers:
        asked = [readers.submit(kept.of, "x", make) for _ in range(8)]
        begun.wait(5)
        go_on.set()
        assert {each.result(5) for each in asked} == {"page"}
    assert made == [1]


def test_what_failed_is_made_anew():
    kept = Kept(4)
    with pytest.raises(ZeroDivisionError):
        kept.of("x", lambda: 1 / 0)
    assert kept.of("x", lambda: 2) == 2
