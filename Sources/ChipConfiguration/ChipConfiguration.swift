// ChipConfiguration
