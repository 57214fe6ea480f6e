"""Who waits less, and who longer, with more caseworkers?"""

from experiments import compare

found = compare("baseline", "lever:more_caseworkers@2018-01-01", people=600, draws=10)
picture = found.figure("waits")

row = found.document["waits"][0]
answer = (
    f"Of {row['people']['value']:,.0f} people referred on the same day in both worlds {row['longer']['value']:,.0f} "
    f"wait a week or more longer and {row['shorter']['value']:,.0f} shorter; {row['mean_days']:+.1f} days on average."
)
