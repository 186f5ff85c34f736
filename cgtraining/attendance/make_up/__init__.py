"""Making up for what was missed, by another session or a task."""
