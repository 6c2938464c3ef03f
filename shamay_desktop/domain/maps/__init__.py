"""Map pictures: what is drawn on them, and where on the earth they are."""
