"""One file a stage of the journey: its waits, its triggers, its numbers. Stages never import each other."""
