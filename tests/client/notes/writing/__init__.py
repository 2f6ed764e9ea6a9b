"""What the editor does for the one who writes."""
