"""Between records of the domain and rows of the tables."""
