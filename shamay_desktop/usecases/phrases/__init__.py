"""The phrase bank: what a person and the office keep, how it is used, taken in and given out."""
