"""What the numbers of a result are: members of the calibrated ensemble, or draws of the priors; told in one place."""

from calibration.posterior import shipped


def numbers_told(prior: bool) -> str:
    """Return what the numbers of a result are, as a note."""
    if prior:
        return "Not calibrated: every number is drawn from its prior. Read differences, not levels."
    found = shipped()
    return (
        f"Calibrated: numbers are drawn from {len(found)} parameter sets fitted to {found.manifest['figures']} "
        f"published figures (ensemble {found.hash}); docs/calibration.md tells which are met and which are not."
    )


def in_brief(prior: bool) -> str:
    """Return the same in two words."""
    return "not calibrated" if prior else "calibrated"
