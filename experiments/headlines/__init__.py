"""Headline levers: prison staff as first responders, a firewall, navigators: what comes out, and why."""
