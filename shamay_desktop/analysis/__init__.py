"""Language models behind the port `usecases.model_ports.LanguageModel`; nothing asks by itself."""
