"""What the appraiser changed in a report: own words, order, breaks, notes, as data of the case."""
