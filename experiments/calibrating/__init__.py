"""Calibration: designs of runs, what they leave, the waves of the fit, its ensemble and its report."""
