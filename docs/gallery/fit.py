"""How well does the model reproduce the number of referrals?"""

from experiments import run

found = run("baseline", people=600, draws=20)
picture = found.figure("nrm-referrals")

last = found.frame.query("name == 'nrm_referrals' and group == 'all' and year == 2023").iloc[0]
published = next(p for p in found.document["published"] if p["name"] == "nrm_referrals" and p["year"] == 2023)
answer = (
    f"In 2023 it has {last.value:,.0f} referrals (90% interval {last.low:,.0f} to {last.high:,.0f}); "
    f"{published['value']:,.0f} were published."
)
