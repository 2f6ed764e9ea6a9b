"""How the screens reach a person."""
