"""The corridor: how a fact travels from the room that knows it to the rooms that listen."""
