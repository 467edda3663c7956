// Calib
