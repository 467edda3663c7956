// CADC
