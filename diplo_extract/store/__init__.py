"""Write tables of records, whole and atomically, with stable schemas; read them back as data frames."""
