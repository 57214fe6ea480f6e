"""The slow, obvious engine: one Mesa agent a person, written from the same declared rules, to check the fast one."""
