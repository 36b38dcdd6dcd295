"""How far two figures may be apart and still be of one size."""


def within(quotient: float, factor: float) -> bool:
    """Whether a quotient is less than so many times off one, up or down.

    >>> within(2.9, 3), within(0.34, 3), within(3, 3), within(-1, 3)
    (True, True, False, False)
    """
    return 1 / factor < quotient < factor
