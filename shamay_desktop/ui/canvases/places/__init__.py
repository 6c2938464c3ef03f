"""Places beside a map picture: coordinates, control points, parcels of layers, distances."""
