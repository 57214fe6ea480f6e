"""One file a family: targets, and the published figures that cannot be compared, with the reason."""
