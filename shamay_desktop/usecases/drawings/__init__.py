"""What is drawn on map pictures and on plans, as pictures: for the report, and to be kept."""
