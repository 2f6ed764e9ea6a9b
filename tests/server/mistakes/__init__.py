"""Text from pictures."""
