"""What do more caseworkers cost for each person spared being exploited again?"""

from experiments import compare

found = compare("baseline", "lever:more_caseworkers@2018-01-01", people=600, draws=24)
picture = found.figure("plane")

row = found.document["worth"][0]
answer = f"Per {row['unit']}, over {len(row['points'])} draws. {row['sentence']}"
