"""The simulated world: evidence, rules, people, institutions and the clock that runs them."""
