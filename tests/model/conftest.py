"""Lets the tests in this folder import what they share, toys of the theory among it."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "theory")]
