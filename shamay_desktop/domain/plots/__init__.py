"""Plots as pure data: what is drawn, where people look rather than read; no colours, no pixels."""
