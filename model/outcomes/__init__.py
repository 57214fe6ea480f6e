"""One file a subject: the outcomes the model measures, each defined once."""
