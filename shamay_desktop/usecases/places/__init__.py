"""Places: where the property is, parcels of layers, map files, distances."""
