"""Settings, addresses and the WSGI entry. Everything an office may switch is an environment variable."""
