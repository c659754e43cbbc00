"""Write tables of records, whole and atomically."""
