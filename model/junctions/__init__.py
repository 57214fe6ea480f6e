"""Junctions: steps where one process meets another, shared by the stages that lead there, with their numbers."""
