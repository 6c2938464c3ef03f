"""The review of a report on the screen: its pages, what is said of them, and what differs."""
