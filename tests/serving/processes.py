"""What is seen of processes from outside."""

import time
import urllib.request
from pathlib import Path


def answers(port, path="/ready"):
    """The status of a page, waited for; None when there is no answer."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
                return answer.status
        except OSError:
            time.sleep(0.1)
    return None


def children_of(pid):
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(one) for one in found]


def is_gone(pid):
    until = time.monotonic() + 40
    while time.monotonic() < until:
        stat = Path(f"/proc/{pid}/stat")
        if not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False
