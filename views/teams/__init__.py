"""Teams (组队): studying together."""
