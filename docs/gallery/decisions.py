"""Do children get their conclusive-grounds decision sooner than adults?"""

from experiments import survival_curves

found = survival_curves("decision", by="age", people=2_000)
picture = found.figure("survival", group=1)

decided = found.frame.query("end == 'decided' and month == 12").set_index("group").share
told = ", ".join(f"{group.removeprefix('age=')} {share:.0%}" for group, share in decided.items() if group != "all")
answer = f"Decided within a year of positive reasonable grounds: {told}."
