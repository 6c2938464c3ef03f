"""Points, lines and polygons on a picture, and what may be done with them; no units but pixels."""
