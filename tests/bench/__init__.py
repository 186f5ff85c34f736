"""How fast it is, as ratios to something plain that was measured in the same run. No test: nothing here fails."""
