"""Which queue is longest at the end of 2023?"""

from experiments import run
from experiments.charts import QUEUES, label

found = run("baseline", people=600, draws=10)
picture = found.figure("counts")

ends = found.frame.query("year == 2023 and group == 'all'").set_index("name").value
longest = ends[[name for name in QUEUES if name in ends]].sort_values()
answer = (
    f"{label(longest.index[-1])}, {longest.iloc[-1]:,.0f} people; then {label(longest.index[-2]).lower()}, "
    f"{longest.iloc[-2]:,.0f}."
)
