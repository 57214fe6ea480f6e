"""How much of what a package does is owed to each of its levers?"""

from experiments import compare

package = "lever:firewall+child_guardians+more_caseworkers@2018-01-01"
found = compare("baseline", package, people=400, draws=10, split=True)
picture = found.figure("attribution")

row = next(each for each in found.document["attribution"] if each["name"] == "left_before_decision")
shares = "; ".join(f"{lever.replace('_', ' ')} {share['value']:+,.0f}" for lever, share in row["shares"].items())
answer = f"People who leave before the decision change by {row['package']:+,.0f} on average: {shares}."
