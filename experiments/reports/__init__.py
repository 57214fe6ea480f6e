"""Reports of sweeps and of sensitivity studies: findings in sentences, charts with their tables, tables as files."""
