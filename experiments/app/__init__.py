"""The app: levers moved in a browser, answered by stored runs at once and by real runs in seconds."""
