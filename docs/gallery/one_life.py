"""What may a life with prison in it look like?"""

from experiments import one_life

found = one_life(1, find="justice=in_prison", people=600)
picture = found.figure("life")

sides = found.frame.groupby("side").size()
answer = (
    f"This one passes through {sides.sum()} states on {len(sides)} sides of life, most of them of {sides.idxmax()}. "
    "Nobody real is described."
)
