"""Mesa's own page of the model: one life of a small sample, step by step. See the README beside this file."""

from mesa.visualization import SolaraViz, make_plot_component

from model.simulation import SurvivorJourneys

PEOPLE = {"type": "SliderInt", "label": "People in exploitation at the start", "value": 300, "min": 100, "max": 2000,
          "step": 100}  # fmt: skip

page = SolaraViz(
    SurvivorJourneys(seed=1, people=300, last_year=2016),
    components=[make_plot_component(name) for name in ("in_exploitation", "nrm_referrals", "cg_decisions")],
    model_params={"seed": 1, "last_year": 2016, "people": PEOPLE},
    name="survivor-journeys",
)
