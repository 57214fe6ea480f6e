"""Where does the backlog go after the published years, if nothing changes?"""

from experiments import run

found = run("baseline", people=600, draws=20, last_year=2028)
picture = found.figure("cg-backlog")

backlog = found.frame.query("name == 'cg_backlog' and group == 'all'").set_index("year")
answer = (
    f"From {backlog.value[2023]:,.0f} people at the end of 2023 to {backlog.value[2028]:,.0f} at the end of 2028 "
    f"(90% interval {backlog.low[2028]:,.0f} to {backlog.high[2028]:,.0f}): what follows if inputs stay as they are, "
    "not a forecast."
)
