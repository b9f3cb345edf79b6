"""The platform: Django on top of the library, which it imports and never the reverse."""
