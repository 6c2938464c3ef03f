"""Where people look rather than read: plots in the window, and nowhere else pyqtgraph."""
