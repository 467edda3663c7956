/// A flag at a position of a word.
@inlinable func bit(_ flag: Bool, _ position: UInt32) -> UInt32 { (flag ? 1 : 0) << position }

/// Returns a Boolean value that tells if the bit at a position is set.
@inlinable func isSet(_ word: UInt32, _ position: UInt32) -> Bool { word >> position & 1 == 1 }
