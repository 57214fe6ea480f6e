"""Tests run on all cores already: linear algebra keeps to one each, or threads wait for each other."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
