"""Institutions with a capacity of their own: Mesa agents that act between ticks."""
