"""One file a part of the system: an experiment for each causal claim about it."""
