"""What may leave the machine and what may be believed of an answer: masking and grounding."""
