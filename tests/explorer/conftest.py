"""Lets the tests in this folder import what they share, toy sweeps and the reader of pages among it."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), *(str(HERE.parent / room) for room in ("sweeps", "experiments", "browser"))]
