/// Analog inputs of one hemisphere's columns: CapMem currents and voltages, and the switches of the
/// neuron configuration. One entry a column, SI units.
public struct ColumnBiases: Hashable, Sendable {
  /// Settings of one synaptic input of one column.
  public struct Input: Hashable, Sendable {
    /// The OTA is connected to the membrane.
    public var isEnabled = false
    /// The line is connected to this input (ColumnCurrentQuad).
    public var isLineConnected = true
    /// The line capacitor is disconnected.
    public var hasSmallCapacitance = false
    /// The line has its large resistor.
    public var hasHighResistance = false
    /// i_bias_synin_*_tau as a fraction of full scale, 0…1; 0 leaves the line floating.
    public var tauBias = 0.0
    /// i_bias_synin_*_gm as a fraction of full scale.
    public var conductanceBias = 0.0
    /// i_bias_synin_*_shift as a fraction of full scale.
    public var shiftBias = 0.0

    /// A disconnected input.
    public init() {}
  }

  /// All analog settings of one column.
  public struct Column: Hashable, Sendable {
    /// The excitatory input: its current raises the membrane.
    public var excitatory = Input()
    /// The inhibitory input: its current lowers the membrane.
    public var inhibitory = Input()
    /// Voltage of the v_leak cell.
    public var leakVolts = 0.0
    /// Voltage of the v_reset cell.
    public var resetVolts = 0.0
    /// i_bias_leak as a fraction of full scale, times 8 or divided by 8 as configured.
    public var leakBias = 0.0
    /// Signed i_mem_offset as a fraction of full scale; 0 when disabled.
    public var offsetCurrent = 0.0
    /// membrane_capacitor_size / 63.
    public var capacitance = 0.0

    /// A column without biases.
    public init() {}
  }

  /// The columns from left to right.
  public var columns: [Column]

  /// `count` columns without biases.
  public init(count: Int) { columns = [Column](repeating: Column(), count: count) }
}
