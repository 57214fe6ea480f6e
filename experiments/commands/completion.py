"""`journeys completion SHELL`: a completion script written from the command's own parser."""

import argparse

import shtab

from experiments.cli import FINE, parser


def answer(options: argparse.Namespace) -> int:
    """Print the script."""
    print(shtab.complete(parser(), shell=options.shell))
    return FINE
