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


def test_nothing_is_a_result_too():
    made = []
    kept = Kept(1)
    assert kept.of("x", lambda: made.append(1)) is None
    assert kept.of("x", lambda: made.append(1)) is None
    assert made == [1]
