"""Sensitivity: which of the numbers that nobody knows move an answer, and which would be worth knowing better."""
