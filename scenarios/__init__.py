"""Scenarios and levers: what is changed in the world, from when, and where."""
