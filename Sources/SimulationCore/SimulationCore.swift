// SimulationCore
