"""How does the effect of a firewall grow with its coverage?"""

from pathlib import Path
from tempfile import TemporaryDirectory

from experiments import read_sweep
from experiments.cli import main

PLAN = """
name: firewall by coverage
levers: {firewall: {coverage: [0.25, 0.5, 1.0], start: 2018-01-01}}
outcomes: [detentions, nrm_referrals]
draws: 20
people: 400
years: {from: 2017, to: 2020}
"""

with TemporaryDirectory() as folder:
    plan = Path(folder, "plan.yaml")
    plan.write_text(PLAN)
    main(["sweep", str(plan), "--out", f"{folder}/out", "--quiet", "--workers", "1"])
    found = read_sweep(f"{folder}/out")

picture = found.figure("response")
table = found.table("policies")
detained = table[table["Outcome"] == "Survivors detained (immigration)"].set_index("Policy")["Difference"]
answer = "Survivors detained, difference from the baseline: " + "; ".join(
    f"{policy}: {told}" for policy, told in detained.items() if told != "-"
)
