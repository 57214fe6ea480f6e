"""Runs, paired comparisons, tables and pictures, and the `journeys` command."""
