"""Pages of the rehearsals."""
