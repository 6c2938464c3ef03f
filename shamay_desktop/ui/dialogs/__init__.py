"""First run, sign-in, settings, and the window of a crash."""
