"""Sweeps: many runs from a plan, on any number of processes or machines, none lost."""
