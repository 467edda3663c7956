import ChipModel
import SimulationCore
import Testing
import _TestSupport
