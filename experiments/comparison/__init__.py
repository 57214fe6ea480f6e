"""Statistics of paired comparisons: from differences over draws to what may be said. No simulation, no files."""
