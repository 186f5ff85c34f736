"""The papers of a class, made from the data: what is handed out, signed and sent, and what the reply slip collects."""
