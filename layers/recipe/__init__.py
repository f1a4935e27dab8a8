"""What to make: a recipe, the extent it shows, the sheet it stands on, the table of formats."""
