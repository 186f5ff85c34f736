"""How certificates are to look: designs in versions, edited in the browser or brought as files."""
