// Synram
