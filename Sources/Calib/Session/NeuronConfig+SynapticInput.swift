import Containers

extension NeuronConfig {
  /// A Boolean value that is true when one input is connected to the membrane.
  subscript(isEnabled input: SynapticInput) -> Bool {
    get {
      input == .excitatory ? enableSynapticInputExcitatory : enableSynapticInputInhibitory
    }
    set {
      switch input {
      case .excitatory: enableSynapticInputExcitatory = newValue
      case .inhibitory: enableSynapticInputInhibitory = newValue
      }
    }
  }

  /// A Boolean value that is true when one input's line has its large resistor.
  subscript(isHighResistance input: SynapticInput) -> Bool {
    get {
      input == .excitatory
        ? enableSynapticInputExcitatoryHighResistance : enableSynapticInputInhibitoryHighResistance
    }
    set {
      switch input {
      case .excitatory: enableSynapticInputExcitatoryHighResistance = newValue
      case .inhibitory: enableSynapticInputInhibitoryHighResistance = newValue
      }
    }
  }

  /// A Boolean value that is true when one input's line is without its capacitor.
  subscript(isSmallCapacitance input: SynapticInput) -> Bool {
    get {
      input == .excitatory
        ? enableSynapticInputExcitatorySmallCapacitance
        : enableSynapticInputInhibitorySmallCapacitance
    }
    set {
      switch input {
      case .excitatory: enableSynapticInputExcitatorySmallCapacitance = newValue
      case .inhibitory: enableSynapticInputInhibitorySmallCapacitance = newValue
      }
    }
  }
}
