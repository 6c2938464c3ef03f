"""The phrase bank in the window: picking and expanding in editors, and keeping the bank."""
