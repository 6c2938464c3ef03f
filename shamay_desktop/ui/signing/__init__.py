"""The windows of signing: sign, countersign, versions, timestamp later, and checking a file."""
