"""The commands, a few lines each. A function with @command is in the menus, the palette and the key help by being there."""
