"""Leave: asked for, decided, written into the register, and ended by a confirmed return."""
