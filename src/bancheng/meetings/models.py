"""The tables of this room, gathered for Django."""
