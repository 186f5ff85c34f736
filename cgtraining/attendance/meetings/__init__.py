"""From a meeting's report of participants to marks. Reading, matching and merging are pure; the rest is named so."""
