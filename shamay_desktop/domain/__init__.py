"""What an appraisal is: fields, cases, rules and numbers; no I/O, no Qt, no SQL."""
