"""The period: when every lever starts, and over which years outcomes are told."""

from datetime import date

START = date(2018, 1, 1)
FIRST_YEAR, LAST_YEAR = START.year, 2023
