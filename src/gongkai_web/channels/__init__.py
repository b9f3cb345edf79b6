"""Where else something was made public, when, and how often."""
