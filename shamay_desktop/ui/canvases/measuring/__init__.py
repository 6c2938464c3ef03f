"""The garmushka: measuring flats on the sheets of plans, over one canvas."""
