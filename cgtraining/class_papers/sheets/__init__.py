"""One module for each kind of paper: what it says, as a `Paper`."""
