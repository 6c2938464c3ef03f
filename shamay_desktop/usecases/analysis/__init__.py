"""Questions about a case: searched in the case itself, or asked of a model that a person named."""
