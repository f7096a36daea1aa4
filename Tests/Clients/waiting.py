"""Waiting for conditions."""

import time


def wait(condition, seconds, what):
    """Asks until `condition()` is true and returns its value; fails after so many seconds."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < deadline, f"waited {seconds} s for {what}"
        time.sleep(0.02)
    return value
