"""The rules of the office: shipped ones changed or switched off, sets, rules of its own."""
