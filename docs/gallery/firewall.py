"""Does a firewall between police and immigration enforcement change how many survivors are detained?"""

from experiments import compare

found = compare("baseline", "firewall", people=600, draws=24)
picture = found.figure("differences")

verdict = next(row for row in found.document["verdicts"] if row["name"] == "detentions")
answer = f"Survivors detained, {verdict['since']} to 2023, on {verdict['baseline']:,.0f}: {verdict['sentence']}"
