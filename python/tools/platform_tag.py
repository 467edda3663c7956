"""Prints the platform tag that a wheel may truly carry. Usage: python platform_tag.py WHEEL"""

import re
import subprocess
import sys

text = subprocess.run(
    [sys.executable, "-m", "auditwheel", "show", sys.argv[1]], capture_output=True, text=True,
    check=True).stdout
tags = re.findall(r'"(manylinux_\d+_\d+_\w+)"', text)
if not tags:
    sys.exit(f"no manylinux tag fits:\n{text}")
print(tags[0])
