"""The machine: folders, durable files, settings, secrets, passwords, limits, logging."""
