"""Published figures the model is held against."""
