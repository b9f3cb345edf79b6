"""What the whole county did in two years, told again through the services that a person would have used."""
