// Coordinates
