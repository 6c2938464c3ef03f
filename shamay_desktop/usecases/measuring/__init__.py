"""What a person does with measured plans: measure, hand over to the case, export."""
