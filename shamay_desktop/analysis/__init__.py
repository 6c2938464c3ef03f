"""Language models behind one port: off by default, proposals only."""
