"""The `cgtraining` command line, thin."""
