"""How a program issues its certificates: what its head and administrators decide once for all of them."""
