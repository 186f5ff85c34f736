"""The ceremony: printing a run's papers in order, signing for them, and sending on those that were not fetched."""
