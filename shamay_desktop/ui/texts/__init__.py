"""The tab of texts: proposals beside the fields, templates, and wording by a language model."""
