"""One lever a file; a new file is found without editing any other."""
