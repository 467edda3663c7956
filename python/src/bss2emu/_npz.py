"""NPZ files of others."""

import struct
import tokenize
import zipfile
import zlib

#: Errors of NumPy and of Python's ``zipfile`` for a damaged file.
DAMAGE = (KeyError, ValueError, TypeError, AttributeError, OSError, EOFError, NotImplementedError,
          MemoryError, RecursionError, SyntaxError, struct.error, tokenize.TokenError, zlib.error,
          zipfile.BadZipFile)
