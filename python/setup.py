"""Settings that pyproject.toml cannot hold: the library's platform, and the start-up file."""

import os

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py


class BuildWithStartUpFile(build_py):
    """Puts the start-up file beside the packages, where Python looks for such files."""

    def run(self):
        super().run()
        self.copy_file("bss2emu_standin.pth", self.build_lib)


class BinaryDistribution(Distribution):
    """Goes where packages with compiled parts go."""

    def has_ext_modules(self):
        return True


class PlatformWheel(bdist_wheel):
    """Any Python 3, but one platform: the library is no extension module."""

    def get_tag(self):
        return "py3", "none", os.environ.get("BSS2EMU_PLATFORM_TAG", "linux_x86_64")


setup(
    distclass=BinaryDistribution,
    cmdclass={"build_py": BuildWithStartUpFile, "bdist_wheel": PlatformWheel})
