"""Taking questions of files into a bank: read, looked through, then stored all together."""
