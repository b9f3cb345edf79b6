"""An affair groups items by stage: decision, execution, management, service, result."""
