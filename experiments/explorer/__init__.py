"""The explorer: a finished sweep as one offline page with levers to move."""
